package io.github.s3backed.simulation;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A process of an application: what crashes as one.
 */
final class SimulatedProcess {

	private final String name;

	private final MachineClock clock;

	private final Set<WireCall.Service> outages = EnumSet.noneOf(WireCall.Service.class);

	private boolean dead;

	private @Nullable Operation operation;

	SimulatedProcess(String name, MachineClock clock) {
		this.name = name;
		this.clock = clock;
	}

	String name() {
		return this.name;
	}

	/**
	 * Returns the clock of the machine that it runs on.
	 */
	MachineClock clock() {
		return this.clock;
	}

	boolean dead() {
		return this.dead;
	}

	void kill() {
		this.dead = true;
	}

	/**
	 * Lets the process get no further than it is.
	 */
	void ensureAlive() {
		if (this.dead) {
			throw new SimulatedCrash(this.name);
		}
	}

	void startOutage(WireCall.Service service) {
		this.outages.add(service);
	}

	boolean cutOffFrom(WireCall.Service service) {
		return this.outages.contains(service);
	}

	@Nullable Operation operation() {
		return this.operation;
	}

	void begin(Operation operation) {
		this.operation = operation;
		this.outages.clear();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
