package io.github.s3backed.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Scenarios in which a table tells its id, and several workers share its sweep.
 */
final class SharedSweeps {

	/**
	 * A single object of garbage, whatever the number of objects.
	 */
	private static final double LITTLE = 0.05;

	private static final double HALF = 0.5;

	private static final Content OLD = Content.of("W0");

	private static final Consumer<Application> STORED = (it) -> {
		it.save(OLD);
		it.on(ItemKey.SECOND).save(OLD);
	};

	private static final Consumer<Application> ONE_LEFT = STORED.andThen(left(ItemKey.FIRST));

	private static final Consumer<Application> BOTH_LEFT = STORED.andThen(left(ItemKey.FIRST, ItemKey.SECOND));

	/**
	 * The number of commits after which {@link #MARKED} changes an item once more.
	 */
	private static final int BEFORE_CHANGE = 2;

	private static final Consumer<Application> CHANGED = STORED.andThen((it) -> it.save(OLD.rewritten("later")));

	private static final Consumer<Application> MARKED = CHANGED.andThen(Application::sweep)
		.andThen(left(ItemKey.SECOND));

	private SharedSweeps() {
	}

	private static Consumer<Application> left(ItemKey... items) {
		return (it) -> {
			for (ItemKey item : items) {
				it.arrange((world) -> Leftovers.put(world, item));
			}
			it.waitLong();
		};
	}

	static List<Scenario> all() {
		return Stream.of(ofOneTable(), ofSwappedTable(), ofTwoTables()).flatMap(List::stream).toList();
	}

	/**
	 * Workers, and others who change the table.
	 */
	static List<Scenario> ofOneTable() {
		return List.of(shared("swept by two workers", ONE_LEFT, Sweeping.by(2, LITTLE)),
				shared("swept by two workers, with too much garbage", BOTH_LEFT, Sweeping.by(2, LITTLE)),
				shared("swept by two workers, without ids", BOTH_LEFT, Sweeping.by(2, HALF).unidentified()),
				shared("swept by two workers who list by shards", BOTH_LEFT, Sweeping.by(2, HALF).inPagesOf(2)),
				shared("swept by three workers beside strays", BOTH_LEFT.andThen(Application::putStrays),
						Sweeping.by(3, HALF)),
				shared("save, swept by two workers", ONE_LEFT, Sweeping.by(2, HALF)).with("W",
						(it) -> it.save(OLD.rewritten("W"))),
				shared("delete, swept by two workers", ONE_LEFT, Sweeping.by(2, HALF)).with("W",
						(it) -> it.on(ItemKey.SECOND).delete()),
				shared("restored, swept by two workers", MARKED.andThen((it) -> it.arrange((world) -> {
					world.restoreTable(BEFORE_CHANGE);
					world.restoreObjects();
				})), Sweeping.by(2, HALF)).versionedBucket());
	}

	/**
	 * Workers who find another table from some time on.
	 */
	static List<Scenario> ofSwappedTable() {
		Sweeping sweeping = Sweeping.by(2, HALF);
		Function<ItemStore, ItemStore> empty = (table) -> table.namesake(0);
		return List.of(swapped("swept by two workers, table swapped for an empty one", MARKED, sweeping, empty),
				swapped("swept by two workers, table swapped for half of it", MARKED, sweeping,
						(table) -> table.namesake(table.commits().size(), ItemKey.SECOND)),
				swapped("swept by two workers, table swapped for an earlier one", MARKED, sweeping,
						(table) -> table.namesake(BEFORE_CHANGE, ItemKey.values())),
				swapped("swept by two workers, table swapped for an empty one before its first sweep", ONE_LEFT,
						sweeping, empty),
				swapped("swept by two workers, table swapped for an empty one, without ids", ONE_LEFT,
						Sweeping.by(2, LITTLE).unidentified(), empty));
	}

	/**
	 * Sweeps that find two tables of one name, and begin before there is a mark.
	 */
	static List<Scenario> ofTwoTables() {
		return List.of(Scenario.of("a table and its copy, swept", ONE_LEFT)
			.with("sweeper", Application::sweep)
			.with("stranger", (it) -> {
				it.arrange((world) -> world.sweeps()
					.misleadMe(world.items().namesake(world.items().commits().size(), ItemKey.values())));
				it.sweep();
			})
			.swept(Sweeping.by(1, HALF)));
	}

	private static Scenario swapped(String name, Consumer<Application> before, Sweeping sweeping,
			Function<ItemStore, ItemStore> other) {
		return shared(name, before, sweeping).with("operator",
				(it) -> it.arrange((world) -> world.sweeps().mislead(other.apply(world.items()))));
	}

	private static Scenario shared(String name, Consumer<Application> before, Sweeping sweeping) {
		Scenario scenario = Scenario.of(name, before).swept(sweeping);
		for (int number = 0; number < sweeping.workers(); number++) {
			int worker = number;
			scenario = scenario.with("worker " + worker, (it) -> share(it, worker));
		}
		return scenario;
	}

	private static void share(Application application, int worker) {
		application.sweep((sweeps) -> sweeps.report(worker));
		application.arrange((world) -> world.sweeps().awaitReports());
		application.sweep((sweeps) -> sweeps.remove(worker));
	}

}
