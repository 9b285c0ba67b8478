package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.github.s3backed.S3BackedSettings;

/**
 * What applications do to one item.
 *
 * @param name its name
 * @param settings the settings of everybody
 * @param before what was done before, without faults
 * @param applications what each does, by name
 * @param clocks by how much the clocks of their machines are off, by name
 */
record Scenario(String name, S3BackedSettings settings, Consumer<Application> before,
		Map<String, Consumer<Application>> applications, Map<String, Duration> clocks) {

	/**
	 * The item's key.
	 */
	static final String ID = "doc";

	static final Consumer<Application> NOTHING = (application) -> {
	};

	/**
	 * How long replaced objects are kept where they are: longer than the sweep's grace
	 * period and than time leaps.
	 */
	static final Duration RETENTION = Duration.ofHours(40);

	private static final S3BackedSettings DEFAULTS = S3BackedSettings.forBucket(ObjectStore.BUCKET);

	/**
	 * Returns a scenario in which one application does one thing.
	 */
	static Scenario alone(String name, Consumer<Application> before, Consumer<Application> script) {
		return new Scenario(name, DEFAULTS, before, Map.of("W", script), Map.of());
	}

	static Scenario of(String name, Consumer<Application> before) {
		return new Scenario(name, DEFAULTS, before, Map.of(), Map.of());
	}

	/**
	 * Returns this with one more application.
	 */
	Scenario with(String application, Consumer<Application> script) {
		Map<String, Consumer<Application>> extended = new LinkedHashMap<>(this.applications);
		extended.put(application, script);
		return new Scenario(this.name, this.settings, this.before, extended, this.clocks);
	}

	/**
	 * Returns this with settings that keep replaced objects.
	 */
	Scenario retaining() {
		return new Scenario(this.name + ", retaining", this.settings.with((it) -> it.supersededRetention(RETENTION)),
				this.before, this.applications, this.clocks);
	}

	/**
	 * Returns this with the clock of one application's machine off.
	 */
	Scenario withClock(String application, Duration difference) {
		Map<String, Duration> extended = new LinkedHashMap<>(this.clocks);
		extended.put(application, difference);
		return new Scenario(this.name, this.settings, this.before, this.applications, extended);
	}

	Duration clockDifference(String application) {
		return this.clocks.getOrDefault(application, Duration.ZERO);
	}

	boolean retains() {
		return !this.settings.writes().supersededRetention().isZero();
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Returns what the services hold when the scenario begins.
	 */
	Snapshot start(Kit kit) {
		World world = new World(kit, this.settings, Snapshot.empty(), Conduct.quiet());
		world.add("W0", this.before);
		world.run();
		return world.snapshot();
	}
}
