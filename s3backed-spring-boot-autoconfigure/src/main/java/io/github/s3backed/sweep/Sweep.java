package io.github.s3backed.sweep;

import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * One run of a sweep over one table, or one worker's share of it. Its memory does not
 * depend on the number of objects.
 */
final class Sweep {

	private final SweepTarget target;

	private final SweepOptions options;

	private final SweepRequests requests;

	private final Tally tally;

	private final TableIdentity identity;

	private final ReportStore store;

	private final BiConsumer<String, Exception> once;

	private final Judge judge;

	private final ItemReader items;

	private @Nullable SharedReports reports;

	/**
	 * Creates a sweep.
	 * @param once says something, and why, unless it was said before
	 */
	Sweep(SweepTarget target, SweepOptions options, SweepRequests requests, Tally tally,
			BiConsumer<String, Exception> once) {
		this.target = target;
		this.options = options;
		this.requests = requests;
		this.tally = tally;
		this.once = once;
		SweepPlace place = new SweepPlace(target, requests);
		this.identity = new TableIdentity(target, options, requests, place, once);
		this.store = new ReportStore(place);
		this.judge = new Judge(target, options.grace());
		this.items = new ItemReader(requests);
	}

	/**
	 * Counts everything, and only then removes what may be removed.
	 */
	SweepReport run() {
		try {
			this.tally.tableId(this.identity.look());
			return this.options.delete() ? remove() : report();
		}
		catch (SweepStoppedException ex) {
			return this.tally.report(ex.getMessage());
		}
	}

	private SweepReport report() {
		count(this.options.resumeAfter());
		String stopped = this.identity.difference();
		if (isShared()) {
			SweepReport report = this.tally.report(stopped);
			leave(report);
			return report;
		}
		Totals counted = Totals.of(this.tally.report(null));
		return this.tally.report((stopped != null) ? stopped : counted.suspicion(this.options.maxGarbageShare()));
	}

	/**
	 * A part tells nothing of the worker's share, and would replace what tells it.
	 */
	private void leave(SweepReport report) {
		if (!this.tally.scope().whole()) {
			return;
		}
		try {
			this.store.write(report, this.options.worker(), this.options.workers());
		}
		catch (PermissionDeniedDataAccessException ex) {
			this.once
				.accept("The report of table '" + this.target.table() + "' cannot be left for other workers without"
						+ " s3:PutObject; hand it to them with SweepOptions.withReports", ex);
		}
	}

	private SweepReport remove() {
		SweepStoppedException.throwIf(this.identity.difference());
		if (isShared()) {
			Collection<SweepReport> given = this.options.reports();
			this.reports = SharedReports.of((given != null) ? given : this.store.readAll(this.options.workers()),
					this.target.table(), this.tally.scope());
		}
		Counting counting = count(null);
		Totals counted = Totals.of(this.tally.report(null));
		long limit = limit(counted);
		if (((this.reports != null) ? this.reports.totals() : counted).alive() > 0) {
			this.identity.mark();
		}
		remove(counting, limit);
		if (this.options.worker() == 0) {
			new Uploads(this.target, this.options, this.requests, this.tally).abortOld();
		}
		return this.tally.report(null);
	}

	private boolean isShared() {
		return this.options.workers() > 1;
	}

	private Counting count(@Nullable String after) {
		Counting counting = new Counting(this.options, this.tally);
		pass(counting, after);
		return counting;
	}

	private void pass(Pass pass, @Nullable String after) {
		new Walk(this.target, this.requests, new Listing(this.target, this.options, this.requests),
				this.identity.keyTypes(), this::asOf)
			.go(after, new BatchingJudge(this.items, this.judge, pass), pass);
	}

	/**
	 * Everything is judged as of the time when the sweep began, or the worker has
	 * reported: what becomes garbage later is left to the next one, so that what is
	 * removed is what was counted.
	 */
	private @Nullable Instant asOf(@Nullable Instant date) {
		if (date == null) {
			return null;
		}
		if (this.reports != null) {
			this.reports.requireFresh(date);
		}
		this.tally.date((this.reports != null) ? this.reports.asOf() : date);
		return this.tally.asOf(date);
	}

	private long limit(Totals counted) {
		double share = this.options.maxGarbageShare();
		if (this.reports != null) {
			return this.reports.limit(share, counted);
		}
		SweepStoppedException.throwIf(counted.suspicion(share));
		return counted.limit(share);
	}

	private void remove(Counting counting, long limit) {
		Removal removal = new Removal(this.options, this.requests, this.items, this.judge, this.tally, limit,
				this.identity::requireMark);
		if (counting.isKept()) {
			removal.remove(counting.garbage());
		}
		else {
			pass(removal, this.options.resumeAfter());
			removal.finish();
		}
	}

}
