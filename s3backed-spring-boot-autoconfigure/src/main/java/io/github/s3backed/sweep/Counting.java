package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.sweep.Judge.Verdict;

/**
 * Counts what there is, and removes nothing. Garbage is remembered, so that it need not
 * be looked for again, as long as there is not too much of it to remember.
 */
final class Counting implements Pass {

	/**
	 * How many objects of garbage are remembered, about 10 MB.
	 */
	static final int MAX_KEPT = 10_000;

	private final SweepOptions options;

	private final Tally tally;

	private final List<Candidate> garbage = new ArrayList<>();

	Counting(SweepOptions options, Tally tally) {
		this.options = options;
		this.tally = tally;
	}

	@Override
	public void judged(Candidate candidate, Verdict verdict) {
		if (verdict == Verdict.ALIVE) {
			this.tally.alive();
		}
		else if (verdict == Verdict.YOUNG) {
			this.tally.young();
		}
		else {
			this.tally.garbage(candidate.object().size());
			keep(candidate);
		}
	}

	private void keep(Candidate candidate) {
		if (!this.options.delete()) {
			return;
		}
		if (this.tally.garbage() <= MAX_KEPT) {
			this.garbage.add(candidate);
		}
		else {
			this.garbage.clear();
		}
	}

	@Override
	public void undecidable(String reason) {
		this.tally.undecidable(reason);
	}

	@Override
	public void batchEnded(Candidate last) {
		if (!this.options.delete()) {
			this.tally.position(last.object().key());
		}
		this.tally.last(last.object().key());
		this.options.progress().accept(this.tally.report(null));
	}

	/**
	 * Tells whether {@link #garbage()} has all that was found.
	 */
	boolean isKept() {
		return this.garbage.size() == this.tally.garbage();
	}

	List<Candidate> garbage() {
		return this.garbage;
	}

}
