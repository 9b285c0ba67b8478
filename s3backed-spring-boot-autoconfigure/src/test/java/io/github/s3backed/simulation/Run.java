package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.WriteResolution;

/**
 * One run of a scenario from its start to the verdict.
 *
 * @param violations what was violated
 * @param trace the trace, if one was kept
 * @param points how many wire calls could have met a fault
 */
record Run(List<Violation> violations, String trace, int points) {

	/**
	 * Longer than the grace period of the sweep.
	 */
	static final Duration LATER = Duration.ofHours(30);

	static Run of(Scenario scenario, Snapshot start, Kit kit, Conduct conduct) {
		World world = new World(kit, scenario.settings(), scenario.sweeping(), start, conduct);
		if (scenario.elsewhere() != null) {
			world.replicate(scenario.elsewhere());
		}
		scenario.applications().forEach((name, script) -> world.add(name, scenario.clockDifference(name), script));
		world.run();
		Oracle oracle = new Oracle(world);
		oracle.judge();
		int points = world.faults().points();
		world.becomeQuiet();
		sweep(world, LATER, scenario.sweeping().workers());
		if (scenario.retains()) {
			sweep(world, Scenario.RETENTION, scenario.sweeping().workers());
		}
		oracle.judgeSwept();
		oracle.judgeVersions();
		resolve(world);
		readBack(world);
		judgeHistory(world);
		return new Run(world.violations(), world.trace().text(), points);
	}

	private static void sweep(World world, Duration later, int workers) {
		world.time().advance(later);
		world.removals().beginLast();
		world.add("final sweep", (workers > 1) ? (it) -> sweepAsAll(it, workers) : Application::sweep);
		world.run();
	}

	private static void sweepAsAll(Application application, int workers) {
		IntStream.range(0, workers).forEach((worker) -> application.sweep((sweeps) -> sweeps.report(worker)));
		IntStream.range(0, workers).forEach((worker) -> application.sweep((sweeps) -> sweeps.remove(worker)));
	}

	/**
	 * By now it can be told of every write whether it was applied.
	 */
	private static void resolve(World world) {
		for (Operation operation : List.copyOf(world.operations())) {
			if (operation.content() != null && operation.error() instanceof WriteOutcomeUnknownException unknown) {
				world.add("final resolver", (application) -> judgeResolution(world, operation,
						application.on(operation.key()).resolve(unknown)));
				world.run();
			}
		}
	}

	private static void judgeResolution(World world, Operation operation, WriteResolution resolution) {
		world.journal().resolved(operation, resolution);
		new WriteVerdict(world, operation).judge(resolution);
	}

	/**
	 * The last state of every item must be readable whole.
	 */
	private static void readBack(World world) {
		int before = world.operations().size();
		world.add("final reader", (application) -> {
			for (ItemKey key : ItemKey.values()) {
				application.on(key).read();
			}
		});
		world.run();
		new Oracle(world).judgeReads(before);
	}

	private static void judgeHistory(World world) {
		String violation = world.journal().violation();
		if (violation != null) {
			world.violated(Violation.Invariant.LINEARIZABLE, violation);
		}
	}

	boolean failed() {
		return !this.violations.isEmpty();
	}

}
