package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.github.s3backed.S3BackedSettings;
import org.jspecify.annotations.Nullable;

/**
 * What applications do to an item and its neighbour.
 *
 * @param name its name
 * @param settings the settings of everybody
 * @param before what was done before, without faults
 * @param applications what each does, by name
 * @param clocks by how much the clocks of their machines are off, by name
 * @param versioned whether the bucket keeps versions
 * @param elsewhere which of them, if any, work in another region of a global table;
 * {@code null} if the table has one region
 * @param sweeping how the table is swept
 */
record Scenario(String name, S3BackedSettings settings, Consumer<Application> before,
		Map<String, Consumer<Application>> applications, Map<String, Duration> clocks, boolean versioned,
		@Nullable String elsewhere, Sweeping sweeping) {

	static final Consumer<Application> NOTHING = (application) -> {
	};

	/**
	 * How long replaced objects are kept where they are: longer than the sweep's grace
	 * period and than time leaps.
	 */
	static final Duration RETENTION = Duration.ofHours(40);

	private static final S3BackedSettings DEFAULTS = S3BackedSettings.builder(ObjectStore.BUCKET)
		.expectedBucketOwner(ObjectStore.OWNER)
		.build();

	/**
	 * Returns a scenario in which one application does one thing.
	 */
	static Scenario alone(String name, Consumer<Application> before, Consumer<Application> script) {
		return new Scenario(name, DEFAULTS, before, Map.of("W", script), Map.of(), false, null, Sweeping.ALONE);
	}

	static Scenario of(String name, Consumer<Application> before) {
		return new Scenario(name, DEFAULTS, before, Map.of(), Map.of(), false, null, Sweeping.ALONE);
	}

	/**
	 * Returns this with one more application.
	 */
	Scenario with(String application, Consumer<Application> script) {
		Map<String, Consumer<Application>> extended = new LinkedHashMap<>(this.applications);
		extended.put(application, script);
		return new Scenario(this.name, this.settings, this.before, extended, this.clocks, this.versioned,
				this.elsewhere, this.sweeping);
	}

	/**
	 * Returns this with settings that keep replaced objects.
	 */
	Scenario retaining() {
		return new Scenario(this.name + ", retaining", this.settings.with((it) -> it.supersededRetention(RETENTION)),
				this.before, this.applications, this.clocks, this.versioned, this.elsewhere, this.sweeping);
	}

	/**
	 * Returns this with a bucket that keeps versions.
	 */
	Scenario versionedBucket() {
		return new Scenario(this.name + ", versioned bucket", this.settings, this.before, this.applications,
				this.clocks, true, this.elsewhere, this.sweeping);
	}

	/**
	 * Returns this after other things were done before.
	 */
	Scenario after(Consumer<Application> before) {
		return new Scenario(this.name, this.settings, before, this.applications, this.clocks, this.versioned,
				this.elsewhere, this.sweeping);
	}

	/**
	 * Returns this with the clock of one application's machine off.
	 */
	Scenario withClock(String application, Duration difference) {
		Map<String, Duration> extended = new LinkedHashMap<>(this.clocks);
		extended.put(application, difference);
		return new Scenario(this.name, this.settings, this.before, this.applications, extended, this.versioned,
				this.elsewhere, this.sweeping);
	}

	Duration clockDifference(String application) {
		return this.clocks.getOrDefault(application, Duration.ZERO);
	}

	/**
	 * Returns this where the table has another region, in which one application works.
	 */
	Scenario elsewhere(String application) {
		return new Scenario(this.name, this.settings, this.before, this.applications, this.clocks, this.versioned,
				application, this.sweeping);
	}

	/**
	 * Returns this where the table is swept in another way.
	 */
	Scenario swept(Sweeping sweeping) {
		return new Scenario(this.name, this.settings, this.before, this.applications, this.clocks, this.versioned,
				this.elsewhere, sweeping);
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
		World world = new World(kit, this.settings, this.sweeping, Snapshot.empty(this.versioned), Conduct.quiet());
		world.add("W0", this.before);
		world.run();
		return world.snapshot();
	}
}
