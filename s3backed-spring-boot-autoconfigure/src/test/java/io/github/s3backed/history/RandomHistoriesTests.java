package io.github.s3backed.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

import io.github.s3backed.history.Answer.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the judge with what is known of histories made up at random.
 */
class RandomHistoriesTests {

	private static final long SEED = Long.getLong("s3backed.history.seed", 1);

	private static final int OFTEN = 8;

	private static final int RARELY = 40;

	private final Random random = new Random(SEED);

	@Test
	void whatARegisterDidIsAccepted() {
		for (int run = 0; run < 500; run++) {
			List<Call> calls = new RandomRegister(this.random, OFTEN).run(1 + this.random.nextInt(60));
			assertThat(judge(calls)).as("Seed %d, run %d:%n%s", SEED, run, calls)
				.isInstanceOf(Verdict.Linearizable.class);
		}
	}

	@Test
	void aLongHistoryIsJudged() {
		for (int run = 0; run < 8; run++) {
			List<Call> calls = new RandomRegister(this.random, RARELY).run(5_000);
			assertThat(judge(calls)).as("Seed %d", SEED).isInstanceOf(Verdict.Linearizable.class);
		}
	}

	@Test
	void ofShortHistoriesTheJudgeSaysWhatTryingEveryOrderSays() {
		int refused = 0;
		int runs = 5_000;
		for (int run = 0; run < runs; run++) {
			List<Call> calls = new RandomRegister(this.random, OFTEN).run(1 + this.random.nextInt(7));
			if (this.random.nextInt(5) != 0) {
				calls = falsified(calls);
			}
			boolean explained = canBeOrdered(Entries.plain(calls));
			assertThat(judge(calls) instanceof Verdict.Linearizable).as("Seed %d:%n%s", SEED, calls)
				.isEqualTo(explained);
			refused += explained ? 0 : 1;
		}
		assertThat(refused).as("histories that were false, with seed %d", SEED).isBetween(runs / 10, runs * 9 / 10);
	}

	@Test
	void mostReadsThatAreFalsifiedAreRefused() {
		int refused = 0;
		int falsified = 0;
		for (int run = 0; run < 500; run++) {
			List<Call> calls = new RandomRegister(this.random, RARELY).run(40);
			List<Call> changed = falsified(calls);
			if (changed != calls) {
				falsified++;
				refused += (judge(changed) instanceof Verdict.Violation) ? 1 : 0;
			}
		}
		assertThat(refused).as("of %d that were falsified, with seed %d", falsified, SEED)
			.isGreaterThan(falsified * 6 / 10);
	}

	private static Verdict judge(List<Call> calls) {
		return Search.judge(calls, () -> false);
	}

	/**
	 * Lets one call tell something else than it did, if there is one that can.
	 */
	private List<Call> falsified(List<Call> calls) {
		List<Object> written = calls.stream()
			.map((call) -> call.action().value())
			.filter((value) -> value != null)
			.toList();
		int first = this.random.nextInt(calls.size());
		for (int i = 0; i < calls.size(); i++) {
			int index = (first + i) % calls.size();
			Call call = calls.get(index);
			Answer other = other(call, written);
			if (other != null && call.end() != Call.NEVER) {
				List<Call> changed = new ArrayList<>(calls);
				changed.set(index, again(call, other));
				return changed;
			}
		}
		return calls;
	}

	private @Nullable Answer other(Call call, List<Object> written) {
		return switch (call.answer().kind()) {
			case FOUND -> written.size() > 1 ? Answer.found(anyBut(call.answer().value(), written), null)
					: Answer.of(Kind.ABSENT);
			case ABSENT -> (call.action().kind() == Action.Kind.READ && !written.isEmpty())
					? Answer.found(written.get(this.random.nextInt(written.size())), null) : null;
			case PRESENT -> Answer.of(Kind.ABSENT);
			default -> null;
		};
	}

	private Object anyBut(@Nullable Object value, List<Object> written) {
		Object other = written.get(this.random.nextInt(written.size()));
		return other.equals(value) ? anyBut(value, written) : other;
	}

	private static Call again(Call call, Answer answer) {
		Iterator<Long> times = List.of(call.start(), call.end()).iterator();
		Call again = new Call("client", call.action(), times::next);
		again.end(answer);
		return again;
	}

	/**
	 * Tries every order of the calls that is compatible with their starts and ends.
	 */
	private static boolean canBeOrdered(List<Entry> entries) {
		return canBeOrdered(State.ABSENT, 0, entries);
	}

	private static boolean canBeOrdered(State state, long latestStart, List<Entry> rest) {
		if (rest.stream().noneMatch(Entry::certain)) {
			return true;
		}
		for (Entry next : rest) {
			State after = (next.end() >= latestStart) ? next.step().apply(state) : null;
			if (after != null) {
				List<Entry> others = new ArrayList<>(rest);
				others.remove(next);
				if (canBeOrdered(after, Math.max(latestStart, next.start()), others)) {
					return true;
				}
			}
		}
		return false;
	}

}
