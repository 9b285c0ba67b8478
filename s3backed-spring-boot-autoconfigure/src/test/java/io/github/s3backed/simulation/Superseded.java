package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.s3backed.simulation.ItemStore.Commit;

/**
 * The objects that writes have replaced, where they are to be kept for a while.
 */
final class Superseded {

	private final Duration retention;

	private final Map<String, Instant> since = new TreeMap<>();

	private final Map<String, String> owners = new HashMap<>();

	private final Set<String> all = new HashSet<>();

	Superseded(Duration retention) {
		this.retention = retention;
	}

	/**
	 * Notes what a commit has replaced. When the item is deleted nothing of it is kept.
	 */
	void note(Commit commit, Instant now) {
		if (this.retention.isZero()) {
			return;
		}
		if (commit.after().isEmpty()) {
			this.since.keySet().removeIf((uri) -> commit.id().equals(this.owners.get(uri)));
			return;
		}
		List<String> current = Pointers.of(commit.after());
		Pointers.of(commit.before()).stream().filter((uri) -> !current.contains(uri)).forEach((uri) -> {
			this.since.put(uri, now);
			this.owners.put(uri, commit.id());
			this.all.add(uri);
		});
	}

	/**
	 * Returns what must be there.
	 */
	List<String> toBeKept(Instant now) {
		return this.since.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().plus(this.retention).isAfter(now))
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Returns what may be there, and need not.
	 */
	Set<String> all() {
		return this.all;
	}

}
