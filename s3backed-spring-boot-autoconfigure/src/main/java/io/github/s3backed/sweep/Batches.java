package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.sweep.Judge.Verdict;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.core.log.LogMessage;

/**
 * Judges objects in batches of 100 items, gathers garbage, and removes it up to 1,000
 * objects at a time after one more look at the items.
 */
final class Batches {

	private static final int MAX_OBJECTS = 1000;

	private final Log logger = LogFactory.getLog(Batches.class);

	private final SweepOptions options;

	private final SweepRequests requests;

	private final Judge judge;

	private final Tally tally;

	private final List<Candidate> batch = new ArrayList<>();

	private final Set<PrimaryKey> owners = new HashSet<>();

	private final List<Candidate> garbage = new ArrayList<>();

	private @Nullable Candidate last;

	/** How much garbage was found and not removed yet, or would not be. */
	private int found;

	private @Nullable String suspicion;

	Batches(SweepOptions options, SweepRequests requests, Judge judge, Tally tally) {
		this.options = options;
		this.requests = requests;
		this.judge = judge;
		this.tally = tally;
	}

	void add(Candidate candidate) {
		boolean newOwner = !this.owners.contains(candidate.owner());
		if (this.batch.size() >= MAX_OBJECTS || (newOwner && this.owners.size() >= ItemStore.MAX_BATCH)) {
			judgeBatch();
		}
		this.batch.add(candidate);
		this.owners.add(candidate.owner());
	}

	/**
	 * Judges and removes what is left. A dry run has seen everything then, and tells
	 * where a sweep that removes would have stopped.
	 */
	void finish() {
		judgeBatch();
		removeGarbage();
		if (this.suspicion != null) {
			throw new SweepStoppedException(this.suspicion);
		}
	}

	private void judgeBatch() {
		if (this.batch.isEmpty()) {
			return;
		}
		Map<PrimaryKey, Map<String, AttributeValue>> items = this.requests.items(this.owners);
		for (Candidate candidate : this.batch) {
			Verdict verdict = judge(candidate, items);
			if (verdict != null) {
				count(candidate, verdict);
			}
			advance(candidate);
		}
		this.batch.clear();
		this.owners.clear();
		if (this.found >= MAX_OBJECTS) {
			removeGarbage();
		}
		this.options.progress().accept(this.tally.report(null));
	}

	/**
	 * The position never passes garbage that still has to be removed, so that a sweep
	 * that resumes there finds it again.
	 */
	private void advance(Candidate candidate) {
		this.last = candidate;
		if (this.garbage.isEmpty()) {
			this.tally.position(candidate.object().key());
		}
	}

	private void count(Candidate candidate, Verdict verdict) {
		if (verdict == Verdict.ALIVE) {
			this.tally.alive();
		}
		else if (verdict == Verdict.YOUNG) {
			this.tally.young();
		}
		else {
			this.tally.garbage(candidate.object().size());
			this.found++;
			if (this.options.delete()) {
				this.garbage.add(candidate);
			}
		}
	}

	private @Nullable Verdict judge(Candidate candidate, Map<PrimaryKey, Map<String, AttributeValue>> items) {
		try {
			return this.judge.judge(candidate, items.get(candidate.owner()));
		}
		catch (IllegalArgumentException ex) {
			this.tally.undecidable("the item cannot be read");
			this.logger.debug(LogMessage.format("The item of %s cannot be read", candidate.object().key()), ex);
			return null;
		}
	}

	private void removeGarbage() {
		if (this.found > 0) {
			requireTrust();
		}
		this.found = 0;
		for (int from = 0; from < this.garbage.size(); from += MAX_OBJECTS) {
			remove(this.garbage.subList(from, Math.min(this.garbage.size(), from + MAX_OBJECTS)));
		}
		this.garbage.clear();
		if (this.last != null) {
			advance(this.last);
		}
	}

	private void remove(List<Candidate> candidates) {
		List<Candidate> confirmed = confirm(candidates);
		if (confirmed.isEmpty()) {
			return;
		}
		Set<String> failed = this.requests
			.delete(confirmed.stream().map((candidate) -> candidate.object().key()).toList());
		for (Candidate candidate : confirmed) {
			if (failed.contains(candidate.object().key())) {
				this.tally.note("the object could not be removed");
			}
			else {
				this.tally.deleted(candidate.object().size());
			}
		}
	}

	private void requireTrust() {
		if (this.suspicion == null) {
			this.suspicion = this.tally.suspicion(this.options.maxGarbageShare());
		}
		if (this.suspicion != null && this.options.delete()) {
			throw new SweepStoppedException(this.suspicion);
		}
	}

	/**
	 * Looks at the items once more right before their objects are removed.
	 */
	private List<Candidate> confirm(List<Candidate> candidates) {
		List<PrimaryKey> all = candidates.stream().map(Candidate::owner).distinct().toList();
		List<Candidate> confirmed = new ArrayList<>();
		for (int from = 0; from < all.size(); from += ItemStore.MAX_BATCH) {
			Set<PrimaryKey> some = new HashSet<>(all.subList(from, Math.min(all.size(), from + ItemStore.MAX_BATCH)));
			Map<PrimaryKey, Map<String, AttributeValue>> items = this.requests.items(some);
			confirmed.addAll(candidates.stream()
				.filter((candidate) -> some.contains(candidate.owner()) && isStillGarbage(candidate, items))
				.collect(Collectors.toList()));
		}
		return confirmed;
	}

	private boolean isStillGarbage(Candidate candidate, Map<PrimaryKey, Map<String, AttributeValue>> items) {
		try {
			if (this.judge.judge(candidate, items.get(candidate.owner())) == Verdict.GARBAGE) {
				return true;
			}
		}
		catch (IllegalArgumentException ex) {
			this.tally.note("the item cannot be read");
			this.logger.debug(LogMessage.format("The item of %s cannot be read", candidate.object().key()), ex);
		}
		this.tally.spared(candidate.object().size());
		return false;
	}

}
