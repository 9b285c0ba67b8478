package io.github.s3backed.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.sweep.S3BackedSweeper;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Sweeps the tables of all entity classes, one after the other, each wherever it may have
 * objects. The sweeper logs what it finds.
 */
class SweepJob {

	private final Log logger = LogFactory.getLog(SweepJob.class);

	private final S3BackedSweeper sweeper;

	private final EntityTypes entityTypes;

	private final SweepOptions options;

	SweepJob(S3BackedSweeper sweeper, EntityTypes entityTypes, SweepOptions options) {
		this.sweeper = sweeper;
		this.entityTypes = entityTypes;
		this.options = options;
	}

	/**
	 * Sweeps all tables, also when one of them fails.
	 * @throws RuntimeException the first failure, with the others suppressed
	 */
	List<SweepReport> sweep(boolean delete) {
		SweepOptions effective = delete ? this.options.withDelete() : this.options;
		return sweepEach(List.of(effective));
	}

	private List<SweepReport> sweepEach(List<SweepOptions> passes) {
		List<SweepReport> reports = new ArrayList<>();
		List<RuntimeException> failures = new ArrayList<>();
		for (Class<?> type : this.entityTypes.all()) {
			tryTo(() -> this.sweeper.places(type)
				.forEach((place) -> tryTo(
						() -> passes.forEach((options) -> reports.add(this.sweeper.sweep(type, place, options))),
						failures)),
					failures);
		}
		if (!failures.isEmpty()) {
			RuntimeException first = failures.get(0);
			failures.stream().skip(1).filter((other) -> other != first).forEach(first::addSuppressed);
			throw first;
		}
		return reports;
	}

	private static void tryTo(Runnable action, List<RuntimeException> failures) {
		try {
			action.run();
		}
		catch (RuntimeException ex) {
			failures.add(ex);
		}
	}

	/**
	 * For the scheduler, which would not try again after an exception. One of several
	 * workers reports each table before it removes from it: the others wait for its
	 * report. A table that fails keeps no other from being swept.
	 */
	void sweepAndLog(boolean delete) {
		try {
			if (delete && this.options.workers() > 1) {
				sweepEach(List.of(this.options, this.options.withDelete()));
			}
			else {
				sweep(delete);
			}
		}
		catch (RuntimeException ex) {
			this.logger.error("The sweep failed, and is tried again at its next time", ex);
		}
	}

}
