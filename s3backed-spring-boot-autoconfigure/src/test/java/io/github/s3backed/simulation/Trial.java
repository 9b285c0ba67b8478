package io.github.s3backed.simulation;

import java.util.function.BiPredicate;
import java.util.function.Consumer;

import io.github.s3backed.S3BackedSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests to the simulated services, without the library.
 */
final class Trial implements AutoCloseable {

	private final Kit kit = new Kit();

	/**
	 * Lets nothing go wrong.
	 */
	void quietly(Consumer<World> script) {
		run(world(new ScriptedChoices(), Limits.NONE, Fault.NONE), script);
	}

	/**
	 * Lets the first request that can meet a fault meet it.
	 */
	World whereFirstPossible(Fault fault, Consumer<World> script) {
		World world = world(new ScriptedChoices(1), Limits.faults(1), fault);
		run(world, script);
		return world;
	}

	/**
	 * Lets the first request of a kind meet a fault.
	 * @param detail how the fault plays out
	 */
	World where(WireCall.Kind kind, Fault fault, int detail, Consumer<World> script) {
		Choices choices = (what, options) -> switch (what) {
			case SCHEDULE -> 0;
			case FAULT -> options - 1;
			case DETAIL -> detail;
		};
		World world = world(choices, Limits.faults(1), (call, it) -> it == fault && call.kind() == kind);
		run(world, script);
		return world;
	}

	/**
	 * Returns services that ask who owns the bucket.
	 */
	World owned() {
		S3BackedSettings settings = S3BackedSettings.builder(ObjectStore.BUCKET)
			.expectedBucketOwner(ObjectStore.OWNER)
			.build();
		return new World(this.kit, settings, Snapshot.empty(), Conduct.quiet());
	}

	World world(Choices choices, Limits limits, Fault allowed) {
		return world(choices, limits, (call, fault) -> fault == allowed);
	}

	private World world(Choices choices, Limits limits, BiPredicate<WireCall<?>, Fault> allowed) {
		return new World(this.kit, S3BackedSettings.forBucket(ObjectStore.BUCKET), Snapshot.empty(),
				new Conduct(choices, limits, allowed, false, Mutation.NONE, false));
	}

	/**
	 * Returns what a scenario comes to in which nothing goes wrong.
	 */
	Run run(Scenario scenario) {
		return Run.of(scenario, scenario.start(this.kit), this.kit, Conduct.quiet());
	}

	static void run(World world, Consumer<World> script) {
		world.add("test", (application) -> script.accept(world));
		world.run();
		assertThat(world.scheduler().failures()).isEmpty();
		assertThat(world.violations()).isEmpty();
	}

	@Override
	public void close() {
		this.kit.close();
	}

}
