package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The scenarios.
 */
final class Catalogue {

	private static final Content OLD = Content.of("W0");

	private static final Content NEW = Content.of("W");

	private static final Consumer<Application> STORED = (application) -> application.save(OLD);

	private static final Consumer<Application> BOTH_STORED = (application) -> {
		application.save(OLD);
		neighbour(application).save(OLD);
	};

	private static final Consumer<Application> WIDE = (application) -> application.saveWide(OLD);

	private static final Consumer<Application> COPIED = (application) -> {
		application.save(OLD);
		neighbour(application).copyFrom(ItemKey.FIRST);
	};

	private static final Consumer<Application> VERSIONED = (application) -> application.save(OLD, null);

	private static final Consumer<Application> FOREIGN = (application) -> application.writeForeign(NEW);

	/**
	 * A writer that has crashed has left an upload open.
	 */
	private static final Consumer<Application> UPLOADING = (application) -> {
		application.save(OLD);
		application.arrange((world) -> Leftovers.putUpload(world, ItemKey.FIRST));
		application.waitLong();
	};

	private static final Consumer<Application> SAVE_TWICE = (application) -> {
		application.save(NEW);
		application.save(NEW.rewritten("W again"));
	};

	private Catalogue() {
	}

	/**
	 * Every operation of one writer alone.
	 */
	static List<Scenario> operations() {
		return Stream.concat(plainOperations().stream(), StreamCatalogue.operations().stream()).toList();
	}

	/**
	 * Those in which nothing is streamed.
	 */
	static List<Scenario> plainOperations() {
		return Stream.concat(operationsOnOneItem().stream(), operationsBesideANeighbour().stream()).toList();
	}

	/**
	 * Those where there is no other item.
	 */
	static List<Scenario> operationsOnOneItem() {
		return Stream.concat(singleOperations().stream(), singleVersionedOperations().stream()).toList();
	}

	private static Application neighbour(Application application) {
		return application.on(ItemKey.SECOND);
	}

	/**
	 * Operations of one writer where there is another item with the same partition key.
	 */
	private static List<Scenario> operationsBesideANeighbour() {
		return List.of(Scenario.alone("save changed beside a neighbour", BOTH_STORED, (it) -> it.save(NEW)),
				Scenario.alone("save to both", BOTH_STORED, (it) -> {
					it.save(OLD.rewritten("W"));
					neighbour(it).save(NEW.withoutImage());
				}), Scenario.alone("delete beside a neighbour", BOTH_STORED, Application::delete),
				Scenario.alone("delete all of both", BOTH_STORED, Application::deleteAll),
				Scenario.alone("read both", BOTH_STORED, Application::readAll),
				Scenario.alone("read a copy", COPIED, (it) -> neighbour(it).read()),
				Scenario.alone("save over a copy", COPIED, (it) -> neighbour(it).save(NEW)),
				Scenario.alone("save unchanged over a copy", COPIED, (it) -> neighbour(it).save(OLD.retitled("W"))),
				Scenario.alone("delete a copy", COPIED, (it) -> neighbour(it).delete()),
				Scenario.alone("save over what the class does not map", WIDE, (it) -> it.save(NEW)),
				Scenario.alone("delete what the class does not map", WIDE, Application::delete));
	}

	/**
	 * Every operation of one writer alone on an item without a version.
	 */
	private static List<Scenario> singleOperations() {
		return List.of(Scenario.alone("save new", Scenario.NOTHING, (it) -> it.save(NEW)),
				Scenario.alone("save new with one attribute", Scenario.NOTHING, (it) -> it.save(NEW.withoutImage())),
				Scenario.alone("save new without attributes", Scenario.NOTHING,
						(it) -> it.save(NEW.withoutLargeAttributes())),
				Scenario.alone("save changed", STORED, (it) -> it.save(NEW)),
				Scenario.alone("save one of two changed", STORED, (it) -> it.save(OLD.rewritten("W"))),
				Scenario.alone("save unchanged", STORED, (it) -> it.save(OLD.retitled("W"))),
				Scenario.alone("save with one attribute less", STORED, (it) -> it.save(OLD.withoutImage())),
				Scenario.alone("save over foreign item", FOREIGN, (it) -> it.save(NEW)),
				Scenario.alone("insert", Scenario.NOTHING, (it) -> it.insert(NEW)),
				Scenario.alone("insert over existing", STORED, (it) -> it.insert(NEW)),
				Scenario.alone("update", STORED, (it) -> it.update(NEW)),
				Scenario.alone("update absent", Scenario.NOTHING, (it) -> it.update(NEW)),
				Scenario.alone("delete", STORED, Application::delete),
				Scenario.alone("delete absent", Scenario.NOTHING, Application::delete),
				Scenario.alone("delete foreign item", FOREIGN, Application::delete),
				Scenario.alone("delete by key", STORED, Application::deleteByKey),
				Scenario.alone("delete absent by key", Scenario.NOTHING, Application::deleteByKey),
				Scenario.alone("delete all", STORED, Application::deleteAll),
				Scenario.alone("save new and resolve", Scenario.NOTHING, (it) -> {
					it.save(NEW);
					it.resolve();
				}), Scenario.alone("update and resolve", STORED, (it) -> {
					it.update(NEW);
					it.resolve();
				}), Scenario.alone("scan", STORED, Application::scan),
				Scenario.alone("read", STORED, Application::read),
				Scenario.alone("read all", STORED, Application::readAll),
				Scenario.alone("sweep an open upload", UPLOADING, Application::sweep));
	}

	/**
	 * Every operation of one writer alone on an item with a version.
	 */
	private static List<Scenario> singleVersionedOperations() {
		return List.of(Scenario.alone("save new, versioned", Scenario.NOTHING, (it) -> it.save(NEW, null)),
				Scenario.alone("save changed, versioned", VERSIONED, (it) -> it.save(NEW, 1L)),
				Scenario.alone("save one of two changed, versioned", VERSIONED,
						(it) -> it.save(OLD.rewritten("W"), 1L)),
				Scenario.alone("save unchanged, versioned", VERSIONED, (it) -> it.save(OLD.retitled("W"), 1L)),
				Scenario.alone("save with wrong version", VERSIONED, (it) -> it.save(NEW, 7L)),
				Scenario.alone("save as new over existing, versioned", VERSIONED, (it) -> it.save(NEW, null)),
				Scenario.alone("insert, versioned", Scenario.NOTHING, (it) -> it.insert(NEW, null)),
				Scenario.alone("insert over existing, versioned", VERSIONED, (it) -> it.insert(NEW, null)),
				Scenario.alone("update, versioned", VERSIONED, (it) -> it.update(NEW, 1L)),
				Scenario.alone("update absent, versioned", Scenario.NOTHING, (it) -> it.update(NEW, 1L)),
				Scenario.alone("delete, versioned", VERSIONED, (it) -> it.delete(1L)),
				Scenario.alone("delete with wrong version", VERSIONED, (it) -> it.delete(7L)));
	}

	/**
	 * Two writers, a reader and a sweeper on one item, or on one and its neighbour.
	 */
	static List<Scenario> concurrentOperations() {
		Content one = Content.of("W1");
		Content two = Content.of("W2");
		return List.of(crowd("save and save", STORED).with("W1", (it) -> it.save(one)).with("W2", (it) -> it.save(two)),
				crowd("save and save of the other attribute", STORED).with("W1", (it) -> it.save(OLD.rewritten("W1")))
					.with("W2", (it) -> it.save(OLD.retitled("W2"))),
				crowd("save and delete", STORED).with("W1", (it) -> it.save(OLD.rewritten("W1")))
					.with("W2", Application::delete),
				crowd("insert and delete", Scenario.NOTHING).with("W1", (it) -> it.insert(one))
					.with("W2", Application::delete),
				crowd("insert and insert", Scenario.NOTHING).with("W1", (it) -> it.insert(one))
					.with("W2", (it) -> it.insert(two)),
				crowd("save new and delete by key", Scenario.NOTHING).with("W1", (it) -> it.save(one))
					.with("W2", Application::deleteByKey),
				crowd("delete and delete", STORED).with("W1", Application::delete).with("W2", Application::deleteByKey),
				crowd("update and delete", STORED).with("W1", (it) -> it.update(one)).with("W2", Application::delete),
				crowd("save and save, versioned", VERSIONED).with("W1", (it) -> it.save(OLD.rewritten("W1"), 1L))
					.with("W2", (it) -> it.save(two, 1L)),
				crowd("save and delete, versioned", VERSIONED).with("W1", (it) -> it.save(one, 1L))
					.with("W2", (it) -> it.delete(1L)),
				Scenario.of("save and delete of neighbours", BOTH_STORED)
					.with("reader", Application::readAll)
					.with("sweeper", Application::sweep)
					.with("W1", (it) -> it.save(OLD.rewritten("W1")))
					.with("W2", (it) -> neighbour(it).delete()));
	}

	/**
	 * One writer and a sweeper, for whom time may leap.
	 */
	static List<Scenario> sweptOperations() {
		return List.of(swept("save new, swept", Scenario.NOTHING, (it) -> it.save(NEW)),
				swept("save one of two changed, swept", STORED, (it) -> it.save(OLD.rewritten("W"))),
				swept("insert, swept", Scenario.NOTHING, (it) -> it.insert(NEW)),
				swept("delete, swept", STORED, Application::delete),
				swept("save new beside strays, swept", Application::putStrays, (it) -> it.save(NEW)),
				swept("save to a neighbour, swept", BOTH_STORED, (it) -> neighbour(it).save(OLD.rewritten("W"))),
				swept("save changed and again, swept", STORED, SAVE_TWICE).retaining());
	}

	/**
	 * Writers on machines whose clocks are wrong, and others who ask what became of their
	 * writes.
	 */
	static List<Scenario> clockOperations() {
		Duration twoHours = Duration.ofHours(2);
		return List.of(
				resolved("save new, resolved by a machine two hours ahead", Scenario.NOTHING, (it) -> it.save(NEW))
					.withClock("resolver", twoHours),
				resolved("save new two hours behind, resolved by another machine", Scenario.NOTHING,
						(it) -> it.save(NEW))
					.withClock("W", twoHours.negated()),
				resolved("insert, resolved by another machine", Scenario.NOTHING, (it) -> it.insert(NEW)),
				resolved("insert two hours behind, resolved by another machine", Scenario.NOTHING,
						(it) -> it.insert(NEW))
					.withClock("W", twoHours.negated()),
				resolved("insert without attributes two hours behind, resolved by another machine", Scenario.NOTHING,
						(it) -> it.insert(NEW.withoutLargeAttributes()))
					.withClock("W", twoHours.negated()),
				resolved("update two hours ahead, resolved by another machine", STORED, (it) -> it.update(NEW))
					.withClock("W", twoHours),
				swept("save new two hours behind, swept", Scenario.NOTHING, (it) -> it.save(NEW)).withClock("W",
						twoHours.negated()),
				swept("insert two hours ahead, swept", Scenario.NOTHING, (it) -> it.insert(NEW)).withClock("W",
						twoHours),
				swept("delete two hours behind, swept", STORED, Application::delete).withClock("W",
						twoHours.negated()));
	}

	/**
	 * Writers beside another tool, which knows nothing of the library.
	 */
	static List<Scenario> foreignOperations() {
		return List.of(
				crowd("delete and foreign write, versioned", (it) -> it.writeForeign(OLD, 1))
					.with("W1", (it) -> it.delete(1L))
					.with("W2", (it) -> it.writeForeign(NEW, 2)),
				crowd("save over foreign copy, and save and foreign write", (it) -> {
					it.save(OLD);
					it.copyForeign(OLD);
				}).with("W1", (it) -> it.save(OLD.retitled("W1"))).with("W2", (it) -> {
					it.save(NEW);
					it.writeForeign(NEW);
				}));
	}

	/**
	 * Returns a scenario by its name.
	 */
	static Scenario named(String name) {
		return Stream
			.of(operations(), concurrentOperations(), sweptOperations(), clockOperations(), foreignOperations(),
					SharedSweeps.all(), StreamCatalogue.concurrentOperations(), StreamCatalogue.sweptOperations())
			.flatMap(List::stream)
			.flatMap((scenario) -> Stream.of(scenario, scenario.retaining(), scenario.versionedBucket()))
			.filter((scenario) -> scenario.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No scenario '" + name + "'"));
	}

	private static Scenario resolved(String name, Consumer<Application> before, Consumer<Application> script) {
		return Scenario.of(name, before).with("W", script).with("resolver", Application::resolveOthers);
	}

	private static Scenario swept(String name, Consumer<Application> before, Consumer<Application> script) {
		return Scenario.of(name, before).with("W", script).with("sweeper", Application::sweep);
	}

	private static Scenario crowd(String name, Consumer<Application> before) {
		return Scenario.of(name, before).with("reader", Application::read).with("sweeper", Application::sweep);
	}

}
