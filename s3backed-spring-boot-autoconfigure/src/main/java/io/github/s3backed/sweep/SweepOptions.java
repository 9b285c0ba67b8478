package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How a sweep goes about its work.
 *
 * @param delete whether to remove garbage, or only to report it
 * @param grace how old an object must be before it can be garbage; at least what
 * {@link S3BackedSweeper#minGrace()} says
 * @param maxGarbageShare the largest share of the table's objects that may be garbage;
 * where more are, and more than one, or where nothing is alive, nothing is removed. 1 for
 * neither limit, also where nothing is alive, which no property can allow. A dry run is
 * then reported as stopped
 * @param requestsPerSecond how many requests to send at most, or 0 for no limit
 * @param worker which of the workers this is, from 0
 * @param workers how many workers share the table
 * @param resumeAfter the {@link SweepReport#position()} of a sweep that was stopped, or
 * {@code null} to begin at the beginning. A sweep that removes counts all the same what
 * comes before, and removes only what comes after
 * @param progress is told of each batch that was judged, and of each 1,000 objects that
 * were removed
 * @param reports what dry runs of all workers have found, or {@code null} to take those
 * that are in the bucket; not needed by one worker alone
 * @param acceptedTableIds the ids of tables that take the place of those swept before
 */
public record SweepOptions(boolean delete, Duration grace, double maxGarbageShare, double requestsPerSecond, int worker,
		int workers, @Nullable String resumeAfter, Consumer<SweepReport> progress,
		@Nullable Collection<SweepReport> reports, Set<String> acceptedTableIds) {

	/**
	 * Default of {@link #grace()}.
	 */
	public static final Duration DEFAULT_GRACE = Duration.ofHours(24);

	/**
	 * Default of {@link #maxGarbageShare()}.
	 */
	public static final double DEFAULT_MAX_GARBAGE_SHARE = 0.05;

	/**
	 * How many workers can share a table.
	 */
	public static final int MAX_WORKERS = 256;

	public SweepOptions {
		Assert.isTrue(maxGarbageShare >= 0 && maxGarbageShare <= 1,
				() -> "'maxGarbageShare' must be between 0 and 1, but is " + maxGarbageShare);
		Assert.isTrue(requestsPerSecond >= 0, () -> "'requestsPerSecond' must not be negative: " + requestsPerSecond);
		Assert.isTrue(workers > 0 && workers <= MAX_WORKERS && worker >= 0 && worker < workers,
				() -> "There are 1 to 256 workers, counted from 0, so there is no worker " + worker + " of " + workers);
		reports = (reports != null) ? List.copyOf(reports) : null;
		acceptedTableIds = Set.copyOf(acceptedTableIds);
	}

	/**
	 * Creates options without reports and accepted tables.
	 */
	public SweepOptions(boolean delete, Duration grace, double maxGarbageShare, double requestsPerSecond, int worker,
			int workers, @Nullable String resumeAfter, Consumer<SweepReport> progress) {
		this(delete, grace, maxGarbageShare, requestsPerSecond, worker, workers, resumeAfter, progress, null, Set.of());
	}

	/**
	 * Reports garbage and removes nothing.
	 * @return the options
	 */
	public static SweepOptions dryRun() {
		return new SweepOptions(false, DEFAULT_GRACE, DEFAULT_MAX_GARBAGE_SHARE, 0, 0, 1, null, (report) -> {
		});
	}

	/**
	 * Removes garbage.
	 * @return options with that changed
	 */
	public SweepOptions withDelete() {
		return new SweepOptions(true, this.grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Sets how old an object must be before it can be garbage.
	 * @param grace the age
	 * @return options with that changed
	 */
	public SweepOptions withGrace(Duration grace) {
		return new SweepOptions(this.delete, grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Sets the share of garbage at which the sweep stops.
	 * @param maxGarbageShare the share, from 0 to 1; with 1 everything may be removed
	 * @return options with that changed
	 */
	public SweepOptions withMaxGarbageShare(double maxGarbageShare) {
		return new SweepOptions(this.delete, this.grace, maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Sets how many requests to send at most.
	 * @param requestsPerSecond their number, or 0 for no limit
	 * @return options with that changed
	 */
	public SweepOptions withRequestsPerSecond(double requestsPerSecond) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Takes a share of the table's shards.
	 * @param worker which worker this is, from 0
	 * @param workers how many there are, 256 at most
	 * @return options with that changed
	 */
	public SweepOptions withWorker(int worker, int workers) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, this.requestsPerSecond, worker, workers,
				this.resumeAfter, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Goes on where a sweep with the same share of the shards was stopped. After a dry
	 * run only another dry run can go on: it has removed nothing. That one leaves no
	 * report for other workers, as it does not tell of its whole share.
	 * @param position the {@link SweepReport#position()} of that sweep
	 * @return options with that changed
	 */
	public SweepOptions withResumeAfter(@Nullable String position) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, position, this.progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Sets who is told of each batch.
	 * @param progress takes the report so far
	 * @return options with that changed
	 */
	public SweepOptions withProgress(Consumer<SweepReport> progress) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, progress, this.reports, this.acceptedTableIds);
	}

	/**
	 * Tells a worker that removes what the whole table has: one of several cannot know,
	 * and removes nothing without the reports of all.
	 * @param reports what dry runs of all workers have returned in the last 24 hours,
	 * other reports among them make no difference; {@code null} to take those that the
	 * dry runs have left in the bucket
	 * @return options with that changed
	 */
	public SweepOptions withReports(@Nullable Collection<SweepReport> reports) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, reports, this.acceptedTableIds);
	}

	/**
	 * Accepts tables that take the place of those whose objects were swept before: after
	 * a restore, say. Without this nothing is removed where a table has another id than
	 * the one whose id the first sweep has left.
	 * @param tableIds the ids that DynamoDB gives the tables, and a stopped sweep tells
	 * @return options with that changed
	 */
	public SweepOptions withAcceptedTableIds(Collection<String> tableIds) {
		return new SweepOptions(this.delete, this.grace, this.maxGarbageShare, this.requestsPerSecond, this.worker,
				this.workers, this.resumeAfter, this.progress, this.reports, Set.copyOf(tableIds));
	}

}
