package io.github.s3backed.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The reports of all workers that share a table: what one of them has to know of the
 * whole before it removes anything.
 */
final class SharedReports {

	static final Duration MAX_AGE = Duration.ofHours(24);

	private static final String HOW = "; let each worker report first (--s3backed.sweep=report), and remove within "
			+ MAX_AGE.toHours() + " hours";

	private final Map<Integer, SweepReport> reports;

	private final int worker;

	private SharedReports(Map<Integer, SweepReport> reports, int worker) {
		this.reports = reports;
		this.worker = worker;
	}

	/**
	 * Finds the latest report of each worker.
	 * @param given reports, also of others
	 * @param table the table's name
	 * @param scope what is to be swept
	 * @throws SweepStoppedException if one is missing
	 */
	static SharedReports of(Collection<SweepReport> given, String table, SweepScope scope) {
		Map<Integer, SweepReport> latest = new TreeMap<>();
		given.stream()
			.filter((report) -> report.table().equals(table) && isPart(report, scope))
			.sorted(Comparator.comparing(SharedReports::asOf))
			.forEach((report) -> latest.put(scopeOf(report).worker(), report));
		List<Integer> missing = IntStream.range(0, scope.workers())
			.filter((it) -> !latest.containsKey(it))
			.boxed()
			.toList();
		if (!missing.isEmpty()) {
			throw new SweepStoppedException("one of " + scope.workers()
					+ " workers cannot know the whole table: there is no complete report of the same table, bucket,"
					+ " prefix and number of workers by worker " + missing.get(0)
					+ ((missing.size() > 1) ? " and " + (missing.size() - 1) + " more" : "") + HOW);
		}
		return new SharedReports(latest, scope.worker());
	}

	private static boolean isPart(SweepReport report, SweepScope scope) {
		return report.scope() != null && report.scope().isBeside(scope) && report.scope().whole()
				&& report.scope().asOf() != null;
	}

	private static SweepScope scopeOf(SweepReport report) {
		return Objects.requireNonNull(report.scope());
	}

	private static Instant asOf(SweepReport report) {
		return Objects.requireNonNull(scopeOf(report).asOf());
	}

	private SweepReport own() {
		return Objects.requireNonNull(this.reports.get(this.worker));
	}

	/**
	 * Returns the time as of which the worker has reported.
	 */
	Instant asOf() {
		return asOf(own());
	}

	/**
	 * Refuses reports that are too old.
	 * @param now S3's time
	 */
	void requireFresh(Instant now) {
		this.reports.forEach((number, report) -> {
			if (asOf(report).isBefore(now.minus(MAX_AGE))) {
				throw new SweepStoppedException(
						"the report of worker " + number + " is of " + asOf(report) + " and too old" + HOW);
			}
		});
	}

	/**
	 * Returns what the whole table has.
	 */
	Totals totals() {
		return Totals.of(this.reports.values());
	}

	/**
	 * Returns how much the worker may remove.
	 * @param counted what it has counted now
	 * @throws SweepStoppedException if the whole table, or its share since it has
	 * reported, has too much garbage
	 */
	long limit(double maxGarbageShare, Totals counted) {
		Totals whole = totals();
		SweepStoppedException.throwIf(whole.suspicion(maxGarbageShare));
		Totals reported = Totals.of(own());
		long limit = whole.limit(maxGarbageShare, reported);
		if (counted.garbage() > limit) {
			throw new SweepStoppedException("worker " + this.worker + " has reported " + reported.garbage()
					+ " objects of garbage, and now there are " + counted.garbage() + HOW);
		}
		return limit;
	}

}
