package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.sweep.SimulatedSweepers;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;

/**
 * The sweeps of a run, by which process ever. All find the table, unless they are misled
 * to another one that has its name.
 */
final class Sweeps {

	private final World world;

	private final Kit kit;

	private final S3BackedSettings settings;

	private final Sweeping sweeping;

	private final Function<ItemStore, SimulatedDynamoDb> service;

	private final Map<String, SimulatedDynamoDb> tables = new HashMap<>();

	private ItemStore table;

	private int reported;

	private boolean accepting;

	/**
	 * Creates the sweeps.
	 * @param service lets processes find a table
	 */
	Sweeps(World world, Kit kit, S3BackedSettings settings, Sweeping sweeping,
			Function<ItemStore, SimulatedDynamoDb> service) {
		this.world = world;
		this.kit = kit;
		this.settings = settings;
		this.sweeping = sweeping;
		this.service = service;
		this.table = world.items();
	}

	/**
	 * Sweeps the table alone.
	 */
	SweepReport sweep() {
		return sweep(SweepOptions.dryRun().withDelete());
	}

	/**
	 * Reports as one of the workers that share the table.
	 */
	SweepReport report(int worker) {
		try {
			return sweep(SweepOptions.dryRun().withWorker(worker, this.sweeping.workers()));
		}
		finally {
			this.reported++;
		}
	}

	/**
	 * Waits until all workers have reported, or can do so no more.
	 */
	void awaitReports() {
		this.world.scheduler().await(() -> this.reported >= this.sweeping.workers());
	}

	/**
	 * Removes as one of the workers that share the table.
	 */
	SweepReport remove(int worker) {
		return sweep(SweepOptions.dryRun().withDelete().withWorker(worker, this.sweeping.workers()));
	}

	private SweepReport sweep(SweepOptions how) {
		Mutation mutation = this.world.mutation();
		SweepOptions options = how.withMaxGarbageShare(this.sweeping.maxGarbageShare())
			.withAcceptedTableIds(this.accepting ? List.of(this.table.tableId()) : List.of());
		SimulatedDynamoDb dynamoDb = table(this.world.scheduler().current().process());
		return SimulatedSweepers
			.create(mutation.sweepersS3(this.world.s3(), options), mutation.sweepersDynamoDb(dynamoDb),
					this.kit.mappingContext(), this.settings, this.world.time()::nanoTime, this.world.time()::advance)
			.sweep(Document.class, options);
	}

	private SimulatedDynamoDb table(SimulatedProcess process) {
		return this.tables.computeIfAbsent(process.name(), (name) -> this.service.apply(this.table));
	}

	/**
	 * Lets all find another table from now on, in the middle of what they do.
	 */
	void mislead(ItemStore another) {
		this.table = another;
		this.tables.values().forEach((it) -> it.become(another));
	}

	/**
	 * Lets the current process find another table from now on.
	 */
	void misleadMe(ItemStore another) {
		table(this.world.scheduler().current().process()).become(another);
	}

	/**
	 * From here on all find the table, whichever id it has, and somebody has said that it
	 * is the right one.
	 */
	void becomeQuiet() {
		mislead(this.world.items());
		this.accepting = true;
	}

	/**
	 * Tells whether a sweep has got no answer to a batch ever since a fault.
	 */
	boolean leaveUnanswered(Operation sweep) {
		return this.tables.values().stream().anyMatch((it) -> it.leavesUnanswered(sweep));
	}

}
