package io.github.s3backed.simulation;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What came out of many runs.
 *
 * @param runs how many runs there were, all different
 * @param points how many wire calls the longest run had
 * @param truncated whether some runs were left out
 * @param failures how many runs violated something
 * @param simplest the failed run with the fewest special choices
 */
record Exploration(long runs, int points, boolean truncated, long failures, @Nullable Failure simplest) {

	static final Exploration NOTHING = new Exploration(0, 0, false, 0, null);

	Exploration plus(Exploration other) {
		return new Exploration(this.runs + other.runs, Math.max(this.points, other.points),
				this.truncated || other.truncated, this.failures + other.failures,
				Failure.simpler(this.simplest, other.simplest));
	}

	/**
	 * A run that violated something.
	 *
	 * @param scenario the scenario
	 * @param how which choices were made
	 * @param weight how special these were
	 * @param violations what was violated
	 * @param trace what happened
	 */
	record Failure(Scenario scenario, String how, int weight, List<Violation> violations, String trace) {

		static @Nullable Failure simpler(@Nullable Failure one, @Nullable Failure other) {
			if (one == null || other == null) {
				return (one != null) ? one : other;
			}
			return (other.weight < one.weight) ? other : one;
		}

		static int weight(int[] script) {
			return (int) Arrays.stream(script).filter((choice) -> choice != 0).count() * 1000 + script.length;
		}

		@Override
		public String toString() {
			return this.scenario + " by " + this.how + " violates " + this.violations + "\n" + this.trace;
		}

	}

}
