package io.github.s3backed.simulation;

import java.util.function.BiPredicate;

/**
 * How a run is conducted.
 *
 * @param choices what decides
 * @param limits how much may go wrong
 * @param allowed which faults may happen where
 * @param interleaved whether uploads and downloads run beside each other
 * @param mutation what is broken on purpose
 * @param traced whether to keep a trace
 */
record Conduct(Choices choices, Limits limits, BiPredicate<WireCall<?>, Fault> allowed, boolean interleaved,
		Mutation mutation, boolean traced) {

	/**
	 * Returns the conduct of a run in which nothing goes wrong.
	 */
	static Conduct quiet() {
		return new Conduct(new ScriptedChoices(), Limits.NONE, (call, fault) -> true, false, Mutation.NONE, false);
	}

	static Conduct of(Choices choices, Limits limits) {
		return new Conduct(choices, limits, (call, fault) -> true, false, Mutation.NONE, false);
	}

}
