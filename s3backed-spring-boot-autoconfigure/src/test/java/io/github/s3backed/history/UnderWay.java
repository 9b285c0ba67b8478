package io.github.s3backed.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.history.Configurations.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are under way at one moment of a history.
 */
final class UnderWay {

	private final List<Pending> certain = new ArrayList<>();

	/**
	 * Those that may never be done, by what they would do; each group by their ends.
	 */
	private final Map<Step, List<Pending>> uncertain = new LinkedHashMap<>();

	private final BitSet slots = new BitSet();

	void start(Entry entry) {
		int slot = this.slots.nextClearBit(0);
		this.slots.set(slot);
		List<Pending> group = group(entry);
		group.add(new Pending(entry, slot));
		group.sort(Comparator.comparingLong((pending) -> pending.entry().end()));
	}

	@Nullable Pending find(Entry entry) {
		return group(entry).stream().filter((pending) -> pending.entry() == entry).findFirst().orElse(null);
	}

	void end(Pending pending) {
		this.slots.clear(pending.slot());
		group(pending.entry()).remove(pending);
	}

	private List<Pending> group(Entry entry) {
		return entry.certain() ? this.certain
				: this.uncertain.computeIfAbsent(entry.step(), (step) -> new ArrayList<>());
	}

	/**
	 * Tells whether nothing is under way that was done for certain.
	 */
	boolean isQuiet() {
		return this.certain.isEmpty();
	}

	/**
	 * Returns what one more call can lead to. Of uncertain calls that would do the same,
	 * the one that ends first.
	 */
	List<Configuration> successors(Configuration configuration) {
		List<Configuration> successors = new ArrayList<>();
		for (Pending pending : this.certain) {
			if (!configuration.done().get(pending.slot())) {
				add(pending, configuration, successors);
			}
		}
		this.uncertain.forEach((step, group) -> {
			if (step.apply(configuration.state()) != null) {
				group.stream()
					.filter((pending) -> !configuration.spent().get(pending.slot()))
					.findFirst()
					.ifPresent((pending) -> add(pending, configuration, successors));
			}
		});
		return successors;
	}

	private void add(Pending pending, Configuration configuration, List<Configuration> successors) {
		State state = pending.entry().step().apply(configuration.state());
		if (state != null) {
			successors.add(observed(configuration.with(pending.slot(), pending.entry().certain(), state)));
		}
	}

	/**
	 * Does what changes nothing and can be done now.
	 */
	Configuration observed(Configuration configuration) {
		Configuration result = configuration;
		for (Pending pending : this.certain) {
			Entry entry = pending.entry();
			if (entry.observes() && !result.done().get(pending.slot()) && entry.step().apply(result.state()) != null) {
				result = result.with(pending.slot(), true, result.state());
			}
		}
		return result;
	}

	/**
	 * A call and where configurations have it.
	 *
	 * @param entry the call
	 * @param slot the place
	 */
	record Pending(Entry entry, int slot) {
	}

}
