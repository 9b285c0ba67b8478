package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.sweep.ItemReader.Items;
import io.github.s3backed.sweep.Judge.Verdict;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

/**
 * Removes garbage, up to 1,000 objects at a time after one more look at the items, and
 * never more than was found fit to be removed when it was counted.
 */
final class Removal implements Pass {

	private static final int MAX_OBJECTS = 1000;

	private final Log logger = LogFactory.getLog(Removal.class);

	private final SweepOptions options;

	private final SweepRequests requests;

	private final ItemReader items;

	private final Judge judge;

	private final Tally tally;

	private final List<Candidate> garbage = new ArrayList<>();

	private final long limit;

	private final Runnable beforeRemoval;

	private long found;

	/**
	 * Creates the removal.
	 * @param limit how much may be removed
	 * @param beforeRemoval is called right before objects are removed, and may throw
	 */
	Removal(SweepOptions options, SweepRequests requests, ItemReader items, Judge judge, Tally tally, long limit,
			Runnable beforeRemoval) {
		this.options = options;
		this.requests = requests;
		this.items = items;
		this.judge = judge;
		this.tally = tally;
		this.limit = limit;
		this.beforeRemoval = beforeRemoval;
	}

	/**
	 * Removes what was remembered.
	 */
	void remove(List<Candidate> candidates) {
		for (Candidate candidate : candidates) {
			judged(candidate, Verdict.GARBAGE);
			if (this.garbage.size() >= MAX_OBJECTS) {
				batchEnded(candidate);
			}
		}
		finish();
	}

	@Override
	public void judged(Candidate candidate, Verdict verdict) {
		String after = this.options.resumeAfter();
		if (verdict != Verdict.GARBAGE || (after != null && candidate.object().key().compareTo(after) <= 0)) {
			return;
		}
		if (++this.found > this.limit) {
			throw new SweepStoppedException("more is garbage than the " + this.limit
					+ " objects that may be, as they were counted; somebody removes items, or the table was replaced");
		}
		this.garbage.add(candidate);
	}

	@Override
	public void undecidable(String reason) {
		// It was counted already.
	}

	/**
	 * The position never passes garbage that still has to be removed, so that a sweep
	 * that resumes there finds it again.
	 */
	@Override
	public void batchEnded(Candidate last) {
		if (this.garbage.size() >= MAX_OBJECTS) {
			flush();
		}
		if (this.garbage.isEmpty()) {
			this.tally.position(last.object().key());
		}
		this.options.progress().accept(this.tally.report(null));
	}

	void finish() {
		flush();
		this.tally.positionAtLast();
	}

	private void flush() {
		for (int from = 0; from < this.garbage.size(); from += MAX_OBJECTS) {
			delete(confirm(this.garbage.subList(from, Math.min(this.garbage.size(), from + MAX_OBJECTS))));
		}
		this.garbage.clear();
	}

	private void delete(List<Candidate> confirmed) {
		if (confirmed.isEmpty()) {
			return;
		}
		this.beforeRemoval.run();
		Set<String> failed = this.requests
			.delete(confirmed.stream().map((candidate) -> candidate.object().key()).toList());
		for (Candidate candidate : confirmed) {
			if (failed.contains(candidate.object().key())) {
				this.tally.notRemoved();
			}
			else {
				this.tally.deleted(candidate.object().size());
			}
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
			Items items = this.items.read(some);
			confirmed.addAll(candidates.stream()
				.filter((candidate) -> some.contains(candidate.owner()) && isStillGarbage(candidate, items))
				.collect(Collectors.toList()));
		}
		return confirmed;
	}

	private boolean isStillGarbage(Candidate candidate, Items items) {
		try {
			if (!items.isRefused(candidate)
					&& this.judge.judge(candidate, items.itemOf(candidate)) == Verdict.GARBAGE) {
				return true;
			}
		}
		catch (CorruptObjectException ex) {
			this.tally.note("the item cannot be read");
			this.logger.debug(LogMessage.format("The item of %s cannot be read", candidate.object().key()), ex);
		}
		this.tally.spared(candidate.object().size());
		return false;
	}

}
