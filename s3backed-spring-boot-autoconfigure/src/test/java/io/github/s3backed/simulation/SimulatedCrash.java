package io.github.s3backed.simulation;

/**
 * Ends the threads of a process that has crashed. Whatever the code does when it catches
 * this, no call of the process reaches a service any more.
 */
final class SimulatedCrash extends Error {

	SimulatedCrash(String process) {
		super("Process " + process + " has crashed", null, false, false);
	}

}
