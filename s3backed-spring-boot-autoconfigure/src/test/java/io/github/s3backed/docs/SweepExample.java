package io.github.s3backed.docs;

import io.github.s3backed.Place;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.github.s3backed.sweep.SweepOptions;
import io.github.s3backed.sweep.SweepReport;

class SweepExample {

	void sweep(S3BackedSweeper sweeper) {
		SweepReport found = sweeper.sweep(Page.class, SweepOptions.dryRun());
		if (found.isComplete() && found.garbage() > 0) {
			sweeper.sweep(Page.class, SweepOptions.dryRun().withDelete().withRequestsPerSecond(50));
		}
	}

	void sweepEveryPlace(S3BackedSweeper sweeper) {
		for (Place place : sweeper.places(ArchivedPage.class)) {
			sweeper.sweep(ArchivedPage.class, place, SweepOptions.dryRun());
		}
	}

}
