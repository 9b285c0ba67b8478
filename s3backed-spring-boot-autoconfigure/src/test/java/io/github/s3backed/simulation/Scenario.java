package io.github.s3backed.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What applications do to one item.
 *
 * @param name its name
 * @param before what was done before, without faults
 * @param applications what each does, by name
 */
record Scenario(String name, Consumer<Application> before, Map<String, Consumer<Application>> applications) {

	/**
	 * The item's key.
	 */
	static final String ID = "doc";

	/**
	 * The shard that its objects lie in.
	 */
	static final int SHARD = 0xdf;

	static final Consumer<Application> NOTHING = (application) -> {
	};

	/**
	 * Returns a scenario in which one application does one thing.
	 */
	static Scenario alone(String name, Consumer<Application> before, Consumer<Application> script) {
		return new Scenario(name, before, Map.of("W", script));
	}

	static Scenario of(String name, Consumer<Application> before) {
		return new Scenario(name, before, Map.of());
	}

	/**
	 * Returns this with one more application.
	 */
	Scenario with(String application, Consumer<Application> script) {
		Map<String, Consumer<Application>> extended = new LinkedHashMap<>(this.applications);
		extended.put(application, script);
		return new Scenario(this.name, this.before, extended);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Returns what the services hold when the scenario begins.
	 */
	Snapshot start(Kit kit) {
		World world = new World(kit, Snapshot.empty(), Conduct.quiet());
		world.add("W0", this.before);
		world.run();
		return world.snapshot();
	}
}
