package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.github.s3backed.simulation.ItemStore.Commit;

/**
 * The table in another region, as a global table without strong consistency has it: each
 * region judges conditions by what it holds itself, changes arrive in the other at some
 * time, and of two changes of one item the later one stays.
 */
final class Replica {

	private final ItemStore first;

	private final ItemStore second;

	private final Network network;

	private final VirtualTime time;

	private final SimulatedProcess replication;

	private final Map<String, Instant> changedInFirst = new HashMap<>();

	private final Map<String, Instant> changedInSecond = new HashMap<>();

	private boolean arriving;

	Replica(ItemStore first, Network network, VirtualTime time) {
		this.first = first;
		this.second = new ItemStore(first, this::changedInSecond);
		this.network = network;
		this.time = time;
		this.replication = new SimulatedProcess("replication", new MachineClock(time, Duration.ZERO));
	}

	ItemStore items() {
		return this.second;
	}

	void changedInFirst() {
		changed(this.first, this.changedInFirst, this.second, this.changedInSecond);
	}

	private void changedInSecond() {
		changed(this.second, this.changedInSecond, this.first, this.changedInFirst);
	}

	private void changed(ItemStore here, Map<String, Instant> changedHere, ItemStore there,
			Map<String, Instant> changedThere) {
		if (this.arriving) {
			return;
		}
		Commit commit = here.commits().get(here.commits().size() - 1);
		Instant now = this.time.instant();
		changedHere.put(commit.id(), now);
		this.network.send(new WireCall<>(WireCall.Kind.COMMIT, "change of " + commit.id(), this.replication, false,
				null, (fault) -> arrive(commit, now, there, changedThere)));
	}

	private boolean arrive(Commit commit, Instant changed, ItemStore there, Map<String, Instant> changedThere) {
		boolean later = changed.isAfter(changedThere.getOrDefault(commit.id(), Instant.MIN));
		if (later) {
			changedThere.put(commit.id(), changed);
			this.arriving = true;
			if (commit.after().isEmpty()) {
				there.delete(commit.id(), commit.operation());
			}
			else {
				there.put(commit.after(), commit.operation());
			}
			this.arriving = false;
		}
		return later;
	}

}
