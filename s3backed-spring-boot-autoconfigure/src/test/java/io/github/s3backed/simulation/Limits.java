package io.github.s3backed.simulation;

import java.time.Duration;

/**
 * How much may go wrong in one run.
 *
 * @param faults how many wire calls may meet a fault
 * @param preemptions how often an actor that could go on may have to wait for another
 * @param leaps how often the time may leap
 */
record Limits(int faults, int preemptions, int leaps) {

	/**
	 * Longer than any grace period of the sweep.
	 */
	static final Duration LEAP = Duration.ofHours(25);

	/**
	 * Whether it is enough to know that something is violated, and to take one fault of
	 * each class where there would be very many runs. For mutations: what they break is
	 * broken in many runs.
	 */
	static final boolean QUICK = Boolean.getBoolean("s3backed.simulation.quick");

	static final Limits NONE = new Limits(0, 0, 0);

	static Limits faults(int faults) {
		return new Limits(faults, 0, 0);
	}

}
