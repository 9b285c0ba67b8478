package io.github.s3backed.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ways in which things may stand at one moment of a history. One that has spent more of
 * what was uncertain than another one for the same is left out: it can explain nothing
 * that the other cannot.
 */
final class Configurations {

	private final Map<Main, List<BitSet>> spent = new HashMap<>();

	/**
	 * Adds one.
	 * @return whether it was worth it
	 */
	boolean add(Configuration configuration) {
		List<BitSet> others = this.spent.computeIfAbsent(new Main(configuration.state(), configuration.done()),
				(key) -> new ArrayList<>(1));
		for (BitSet other : others) {
			if (isSubset(other, configuration.spent())) {
				return false;
			}
		}
		others.removeIf((other) -> isSubset(configuration.spent(), other));
		others.add(configuration.spent());
		return true;
	}

	private static boolean isSubset(BitSet part, BitSet whole) {
		if (part.isEmpty()) {
			return true;
		}
		BitSet rest = (BitSet) part.clone();
		rest.andNot(whole);
		return rest.isEmpty();
	}

	boolean isEmpty() {
		return this.spent.isEmpty();
	}

	/**
	 * Leaves out, where things stand the same, all but so many, which have spent the
	 * least.
	 * @return whether there were more
	 */
	boolean narrow(int width) {
		boolean narrowed = false;
		for (List<BitSet> alternatives : this.spent.values()) {
			if (alternatives.size() > width) {
				alternatives.sort(Comparator.comparingInt(BitSet::cardinality));
				alternatives.subList(width, alternatives.size()).clear();
				narrowed = true;
			}
		}
		return narrowed;
	}

	List<Configuration> all() {
		List<Configuration> all = new ArrayList<>();
		this.spent.forEach((main, alternatives) -> alternatives
			.forEach((alternative) -> all.add(new Configuration(main.state(), main.done(), alternative))));
		return all;
	}

	Set<State> states() {
		Set<State> states = new HashSet<>();
		this.spent.keySet().forEach((main) -> states.add(main.state()));
		return states;
	}

	private record Main(State state, BitSet done) {
	}

	/**
	 * One way.
	 *
	 * @param state what the register holds
	 * @param done which of the certain calls under way have been done; not to be changed
	 * @param spent which of the uncertain ones have been; not to be changed
	 */
	record Configuration(State state, BitSet done, BitSet spent) {

		boolean has(int slot) {
			return this.done.get(slot) || this.spent.get(slot);
		}

		Configuration with(int slot, boolean certain, State state) {
			BitSet changed = (BitSet) (certain ? this.done : this.spent).clone();
			changed.set(slot);
			return certain ? new Configuration(state, changed, this.spent)
					: new Configuration(state, this.done, changed);
		}

		Configuration without(int slot) {
			BitSet done = (BitSet) this.done.clone();
			BitSet spent = (BitSet) this.spent.clone();
			done.clear(slot);
			spent.clear(slot);
			return new Configuration(this.state, done, spent);
		}

	}

}
