package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The scenarios in which contents are streamed, or read after their item.
 */
final class StreamCatalogue {

	private static final Content OLD = Content.of("W0");

	private static final Content NEW = Content.of("W");

	private static final Content SMALL = new Content("title of W", "html of W", "image");

	private static final Consumer<Application> STORED = (it) -> it.streaming().save(OLD);

	private static final Consumer<Application> NEIGHBOUR_STORED = (it) -> it.on(ItemKey.SECOND).streaming().save(OLD);

	private StreamCatalogue() {
	}

	/**
	 * Operations of one writer alone.
	 */
	static List<Scenario> operations() {
		return Stream.concat(operationsOnOneItem().stream(), operationsBesideANeighbour().stream()).toList();
	}

	/**
	 * Those where there is no other item.
	 */
	static List<Scenario> operationsOnOneItem() {
		return List.of(alone("save new, streamed", Scenario.NOTHING, (it) -> it.save(NEW)),
				alone("save new, streamed at once", Scenario.NOTHING, (it) -> it.save(SMALL)),
				alone("save changed, streamed", STORED, (it) -> it.save(NEW)),
				alone("save of known length, streamed", STORED, (it) -> it.saveOfKnownLength(NEW)),
				alone("save with untouched handles", STORED, (it) -> it.retitle("W")),
				alone("save, and again with the handles of the first", Scenario.NOTHING,
						(it) -> it.saveTwice(NEW, "W again")),
				Scenario.alone("save with replaced handles", STORED,
						(it) -> it.streaming().retitleAfter(() -> it.save(NEW), "W again")),
				Scenario.alone("save with deleted handles", STORED,
						(it) -> it.streaming().retitleAfter(it::delete, "W again")),
				alone("insert, streamed", Scenario.NOTHING, (it) -> it.insert(NEW)),
				alone("insert over existing, streamed", STORED, (it) -> it.insert(NEW)),
				alone("update, streamed", STORED, (it) -> it.update(NEW)),
				Scenario.alone("delete, streamed", STORED, Application::delete),
				alone("read by handles", STORED, Streaming::read),
				alone("read by ranges", STORED, Streaming::readRanges));
	}

	/**
	 * Those that make every kind of request.
	 */
	static List<Scenario> representatives() {
		return Stream
			.of("save new, streamed", "save with untouched handles", "save with handles of a neighbour",
					"read by handles")
			.map(Catalogue::named)
			.toList();
	}

	private static List<Scenario> operationsBesideANeighbour() {
		return List.of(
				alone("save with handles of a neighbour", NEIGHBOUR_STORED, (it) -> it.copy(ItemKey.SECOND, "W")),
				alone("save over another with handles of a neighbour", (it) -> {
					STORED.accept(it);
					NEIGHBOUR_STORED.accept(it);
				}, (it) -> it.copy(ItemKey.SECOND, "W")));
	}

	/**
	 * Two writers, a reader and a sweeper.
	 */
	static List<Scenario> concurrentOperations() {
		Content one = Content.of("W1");
		return List.of(
				crowd("save and save with handles", STORED).with("W1", (it) -> it.streaming().save(one))
					.with("W2", (it) -> it.streaming().retitle("W2")),
				crowd("delete and save with handles", STORED).with("W1", Application::delete)
					.with("W2", (it) -> it.streaming().retitle("W2")),
				crowd("save and save with handles of a neighbour", NEIGHBOUR_STORED)
					.with("W1", (it) -> it.on(ItemKey.SECOND).save(one))
					.with("W2", (it) -> it.streaming().copy(ItemKey.SECOND, "W2")));
	}

	/**
	 * One writer and a sweeper, for whom time may leap.
	 */
	static List<Scenario> sweptOperations() {
		return List.of(swept("save new, streamed, swept", Scenario.NOTHING, (it) -> it.save(NEW)),
				swept("save with untouched handles, swept", STORED, (it) -> it.retitle("W")),
				swept("save with handles of a neighbour, swept", NEIGHBOUR_STORED,
						(it) -> it.copy(ItemKey.SECOND, "W")));
	}

	/**
	 * Writers on machines whose clocks are wrong.
	 */
	static List<Scenario> clockOperations() {
		Duration twoHours = Duration.ofHours(2);
		return List.of(
				alone("insert two hours behind, streamed", Scenario.NOTHING, (it) -> it.insert(NEW)).withClock("W",
						twoHours.negated()),
				alone("save new two hours ahead, streamed", Scenario.NOTHING, (it) -> it.save(NEW)).withClock("W",
						twoHours));
	}

	private static Scenario alone(String name, Consumer<Application> before, Consumer<Streaming> script) {
		return Scenario.alone(name, before, (it) -> script.accept(it.streaming()));
	}

	private static Scenario swept(String name, Consumer<Application> before, Consumer<Streaming> script) {
		return Scenario.of(name, before)
			.with("W", (it) -> script.accept(it.streaming()))
			.with("sweeper", Application::sweep);
	}

	private static Scenario crowd(String name, Consumer<Application> before) {
		return Scenario.of(name, before)
			.with("reader", (it) -> it.streaming().read())
			.with("sweeper", Application::sweep);
	}

}
