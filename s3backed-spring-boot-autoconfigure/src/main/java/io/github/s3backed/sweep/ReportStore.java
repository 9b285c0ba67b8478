package io.github.s3backed.sweep;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.IntStream;

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
	record Stored(int format, SweepReport report) {

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
			.mapToObj((worker) -> this.place.read(name(worker, workers), Stored.class))
			.flatMap(Optional::stream)
			.filter((stored) -> stored.format() == Stored.FORMAT)
			.map(Stored::report)
			.toList();
	}

}
