package io.github.s3backed.sweep;

import java.util.Collection;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Passes the reports of workers to each other, each in an object of its own that the
 * worker's next one replaces.
 */
final class ReportStore {

	private final SweepPlace place;

	ReportStore(SweepPlace place) {
		this.place = place;
	}

	/**
	 * A report as it is stored.
	 *
	 * @param format the form of this
	 * @param report the report
	 */
	record Stored(int format, @Nullable SweepReport report) {

		private static final int FORMAT = 1;

	}

	private static String name(int worker, int workers) {
		return "reports/" + worker + "-of-" + workers + ".json";
	}

	void write(SweepReport report, int worker, int workers) {
		this.place.write(name(worker, workers), new Stored(Stored.FORMAT, report));
	}

	/**
	 * Reads what there is of the reports of all workers.
	 */
	Collection<SweepReport> readAll(int workers) {
		return IntStream.range(0, workers)
			.mapToObj((worker) -> name(worker, workers))
			.flatMap((name) -> this.place.read(name, Stored.class).map((stored) -> understood(name, stored)).stream())
			.toList();
	}

	private SweepReport understood(String name, Stored stored) {
		if (stored.format() != Stored.FORMAT) {
			throw this.place.notUnderstood(name, "its format is " + stored.format() + ", not " + Stored.FORMAT);
		}
		SweepReport report = stored.report();
		if (report == null) {
			throw this.place.notUnderstood(name, "it has no report");
		}
		return report;
	}

}
