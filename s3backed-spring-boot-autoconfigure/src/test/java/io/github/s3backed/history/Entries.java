package io.github.s3backed.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.history.Step.Test;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the calls of one key for the search, so that there is less to search through
 * and the same is found:
 * <ul>
 * <li>No two calls write the same value, so a value that was read was written, and before
 * that read ended, whatever its writer knows.</li>
 * <li>Values that perhaps were not written, and that nobody read, are all the same.</li>
 * <li>A call that may not have been done, and would make no difference that anybody sees,
 * is not done.</li>
 * </ul>
 */
final class Entries {

	static final String NEVER_READ = "a value that nobody read";

	private final Map<Object, Long> firstReads = new HashMap<>();

	private final Set<Object> written = new HashSet<>();

	private final List<Entry> entries = new ArrayList<>();

	private @Nullable Call invented;

	private Entries() {
	}

	static Entries of(List<Call> calls) {
		Entries result = new Entries();
		List<Entry> plain = plain(calls);
		plain.forEach(result::note);
		boolean versioned = plain.stream().anyMatch((entry) -> entry.step().mentionsVersion());
		for (Entry entry : plain) {
			result.add(entry, versioned);
		}
		return result;
	}

	/**
	 * Returns the calls without any preparation.
	 */
	static List<Entry> plain(List<Call> calls) {
		List<Entry> entries = new ArrayList<>();
		for (Call call : calls) {
			Step step = Step.of(call.action(), call.answer());
			if (step != null) {
				entries.add(new Entry(call, step, call.certain(), call.end()));
			}
		}
		return entries;
	}

	private void note(Entry entry) {
		Step step = entry.step();
		if (step.readsValue()) {
			this.firstReads.merge(value(step.operand()), entry.end(), Math::min);
		}
		if (step.writesValue() && !this.written.add(value(step.after()))) {
			throw new IllegalArgumentException("Two calls write the same value; the second is " + entry.call());
		}
	}

	private void add(Entry entry, boolean versioned) {
		Step step = entry.step();
		Long read = step.writesValue() ? this.firstReads.get(value(step.after())) : null;
		if (step.readsValue() && !this.written.contains(value(step.operand())) && this.invented == null) {
			this.invented = entry.call();
		}
		if (read != null) {
			this.entries.add(new Entry(entry.call(), step, true, Math.min(entry.end(), read)));
			return;
		}
		if (step.writesValue() && !entry.certain()) {
			step = new Step(step.test(), step.operand(), new State(NEVER_READ, step.after().version()));
		}
		Step useful = entry.certain() ? step : useful(step, versioned);
		if (useful != null) {
			this.entries.add(new Entry(entry.call(), useful, entry.certain(), entry.end()));
		}
	}

	/**
	 * Narrows an uncertain step to where it makes a difference that may be seen.
	 */
	private static @Nullable Step useful(Step step, boolean versioned) {
		if (!step.writesValue()) {
			return (step.test() == Test.VERSION_OR_ABSENT) ? new Step(Test.VERSION, step.operand(), step.after())
					: new Step(Test.PRESENT, State.ABSENT, step.after());
		}
		if (versioned) {
			return step;
		}
		return (step.test() == Test.PRESENT) ? null : new Step(Test.ABSENT, State.ABSENT, step.after());
	}

	private static Object value(@Nullable State state) {
		if (state == null || state.value() == null) {
			throw new IllegalArgumentException("No value");
		}
		return state.value();
	}

	List<Entry> all() {
		return this.entries;
	}

	/**
	 * Returns a read of a value that nobody wrote, or that mixes several, if there is
	 * one.
	 */
	@Nullable Call invented() {
		return this.invented;
	}

}
