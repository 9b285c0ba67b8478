package io.github.s3backed.history;

import java.util.List;
import java.util.Set;

/**
 * What can be said of the history of one key.
 */
sealed interface Verdict {

	/**
	 * There is an order that explains everything.
	 */
	record Linearizable() implements Verdict {
	}

	/**
	 * The time was not enough to find an order, or to try all.
	 *
	 * @param calls how many calls there were
	 * @param suspicion where the orders that were tried have ended
	 */
	record Undecided(int calls, Verdict suspicion) implements Verdict {

		@Override
		public String toString() {
			return "could not be judged in time, with its " + this.calls + " calls. Perhaps it " + this.suspicion;
		}

	}

	/**
	 * There is no order that explains everything.
	 *
	 * @param failed the first call whose end nothing explains
	 * @param reason what is wrong with it
	 * @param states what the register may have held when nothing was under way for the
	 * last time before
	 * @param window the calls that were under way since, and those that may have been
	 */
	record Violation(Call failed, String reason, Set<State> states, List<Call> window) implements Verdict {

		@Override
		public String toString() {
			StringBuilder text = new StringBuilder("is not linearizable: " + this.failed + " " + this.reason);
			if (!this.states.isEmpty()) {
				text.append(".\nBefore, the item was one of ").append(this.states).append(". By their starts:");
			}
			this.window.forEach((call) -> text.append('\n').append((call == this.failed) ? "> " : "  ").append(call));
			return text.toString();
		}

	}

}
