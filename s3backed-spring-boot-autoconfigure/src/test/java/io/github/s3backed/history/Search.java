package io.github.s3backed.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import io.github.s3backed.history.Configurations.Configuration;
import io.github.s3backed.history.UnderWay.Pending;

/**
 * Looks for an order of the calls of one key that explains all answers: each call is done
 * in one moment between its start and its end.
 * <p>
 * This is the search of Wing and Gong (Testing and Verifying Concurrent Objects, 1993)
 * with memoisation, in the form that Lowe (Testing for Linearizability, 2017) calls
 * just-in-time linearization: it goes through starts and ends in their order and keeps
 * every configuration in which things may stand. A call is done when its end is reached,
 * after any others that are under way. Where nothing is under way, only states are left,
 * so that a long history falls apart there.
 * <p>
 * It looks at the likeliest configurations first, and at more of them only where these do
 * not explain everything.
 */
final class Search {

	private static final int FIRST_WIDTH = 8;

	private final int width;

	private final BooleanSupplier outOfTime;

	private final UnderWay underWay = new UnderWay();

	private Configurations configurations = new Configurations();

	private Set<State> quietStates = Set.of(State.ABSENT);

	private long quietSince;

	private int explored;

	private boolean narrowed;

	private Search(int width, BooleanSupplier outOfTime) {
		this.width = width;
		this.outOfTime = outOfTime;
		this.configurations.add(new Configuration(State.ABSENT, new BitSet(), new BitSet()));
	}

	static Verdict judge(List<Call> calls, BooleanSupplier outOfTime) {
		Entries entries = Entries.of(calls);
		Call invented = entries.invented();
		if (invented != null) {
			return new Verdict.Violation(invented, "reads what no call wrote, or parts of several", Set.of(),
					window(calls, invented.start(), invented.end()));
		}
		List<Event> events = events(entries.all());
		for (int width = FIRST_WIDTH;; width *= 8) {
			Search search = new Search(width, outOfTime);
			Verdict verdict = search.judge(events, calls);
			if (verdict instanceof Verdict.Linearizable || !search.narrowed) {
				return verdict;
			}
			if (outOfTime.getAsBoolean()) {
				return new Verdict.Undecided(calls.size(), verdict);
			}
		}
	}

	private static List<Event> events(List<Entry> entries) {
		List<Event> events = new ArrayList<>();
		for (Entry entry : entries) {
			events.add(new Event(entry.start(), true, entry));
			if (entry.end() != Call.NEVER) {
				events.add(new Event(entry.end(), false, entry));
			}
		}
		// What was uncertain ends with the first read of it, and must be done before.
		events.sort(Comparator.comparingLong(Event::time).thenComparing((event) -> event.entry().observes()));
		return events;
	}

	private static List<Call> window(List<Call> calls, long from, long to) {
		return calls.stream()
			.filter((call) -> call.start() <= to && call.end() >= from)
			.sorted(Comparator.comparingLong(Call::start))
			.toList();
	}

	private Verdict judge(List<Event> events, List<Call> calls) {
		for (Event event : events) {
			if (event.start()) {
				start(event.entry());
			}
			else if (!end(event.entry())) {
				return new Verdict.Violation(event.entry().call(), "fits into no order of these calls",
						this.quietStates, window(calls, this.quietSince, event.time()));
			}
		}
		return new Verdict.Linearizable();
	}

	private void start(Entry entry) {
		this.underWay.start(entry);
		if (entry.observes()) {
			Configurations next = new Configurations();
			this.configurations.all().forEach((it) -> next.add(this.underWay.observed(it)));
			this.configurations = next;
		}
	}

	/**
	 * Goes beyond the end of a call.
	 * @return whether anything explains it
	 */
	private boolean end(Entry entry) {
		Pending ending = this.underWay.find(entry);
		if (ending == null) {
			// Somebody has read it before it began.
			return false;
		}
		Configurations next = new Configurations();
		Configurations seen = new Configurations();
		for (Configuration configuration : this.configurations.all()) {
			if (configuration.has(ending.slot())) {
				next.add(configuration.without(ending.slot()));
				continue;
			}
			if (!entry.certain()) {
				next.add(configuration);
			}
			doBefore(ending, configuration, seen, next);
		}
		this.underWay.end(ending);
		this.narrowed |= next.narrow(this.width);
		this.configurations = next;
		noteQuiet(entry.end());
		return !next.isEmpty();
	}

	/**
	 * Does a call, after any others that are under way, in every possible order: first
	 * after the fewest.
	 */
	private void doBefore(Pending ending, Configuration from, Configurations seen, Configurations next) {
		Deque<Configuration> open = new ArrayDeque<>();
		if (seen.add(from)) {
			open.add(from);
		}
		for (int tried = 0; !open.isEmpty(); tried++) {
			if (tried == this.width || (this.explored++ % 256 == 0 && this.outOfTime.getAsBoolean())) {
				this.narrowed = true;
				return;
			}
			for (Configuration changed : this.underWay.successors(open.remove())) {
				if (changed.has(ending.slot())) {
					next.add(changed.without(ending.slot()));
				}
				else if (seen.add(changed)) {
					open.add(changed);
				}
			}
		}
	}

	private void noteQuiet(long now) {
		if (this.underWay.isQuiet() && !this.configurations.isEmpty()) {
			this.quietSince = now;
			this.quietStates = this.configurations.states();
		}
	}

	private record Event(long time, boolean start, Entry entry) {
	}

}
