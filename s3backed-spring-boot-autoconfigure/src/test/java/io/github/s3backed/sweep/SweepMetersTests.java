package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.observation.SweepFigures;
import io.github.s3backed.observation.SweepFigures.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is counted of a sweep.
 */
class SweepMetersTests {

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete();

	private final SmallTable table = new SmallTable();

	private final List<SweepFigures> swept = new ArrayList<>();

	private final S3BackedSweeper sweeper = this.table.sweeper((duration) -> {
	}, new S3BackedMetrics() {

		@Override
		public void swept(SweepFigures figures) {
			SweepMetersTests.this.swept.add(figures);
		}

	});

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	private SweepFigures single() {
		assertThat(this.swept).hasSize(1);
		return this.swept.get(0);
	}

	@Test
	void aSweepTellsWhatItHasFoundAndDone() {
		this.table.alive("kept");
		this.table.orphan("gone");
		this.table.undeletable.add(this.table.orphan("stays"));
		this.sweeper.sweep(Note.class, DELETE.withMaxGarbageShare(0.9));
		SweepFigures figures = single();
		assertThat(figures)
			.extracting(SweepFigures::table, SweepFigures::place, SweepFigures::worker, SweepFigures::delete)
			.containsExactly("notes", "s3://bucket/", 0, true);
		assertThat(figures.outcome()).isEqualTo(Outcome.COMPLETE);
		assertThat(figures)
			.extracting(SweepFigures::listed, SweepFigures::kept, SweepFigures::garbage, SweepFigures::removed,
					SweepFigures::removedBytes, SweepFigures::failed)
			.containsExactly(3L, 1L, 2L, 1L, 10L, 1L);
	}

	@Test
	void aReportThatASweepWouldNotActOnIsStopped() {
		this.table.orphan("gone");
		this.sweeper.sweep(Note.class, SweepOptions.dryRun());
		assertThat(single().outcome()).isEqualTo(Outcome.STOPPED);
		assertThat(single().delete()).isFalse();
		assertThat(single().garbage()).isEqualTo(1);
	}

	@Test
	void aSweepThatFailsTellsWhatItHasRemoved() {
		IntStream.range(0, 1001).forEach((i) -> this.table.orphan("gone " + i));
		this.table.beforeBatch = (before) -> {
			if (this.table.objects.size() == 1) {
				throw new IllegalStateException("broken");
			}
		};
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.sweeper.sweep(Note.class, DELETE.withMaxGarbageShare(1)));
		assertThat(single().outcome()).isEqualTo(Outcome.FAILED);
		assertThat(single().removed()).isEqualTo(1000);
	}

	@Test
	void metricsThatFailKeepNoSweepFromItsReport() {
		this.table.alive("kept");
		S3BackedSweeper uncounted = this.table.sweeper((duration) -> {
		}, new S3BackedMetrics() {

			@Override
			public void swept(SweepFigures figures) {
				throw new IllegalStateException("broken");
			}

		});
		assertThat(uncounted.sweep(Note.class, DELETE).alive()).isEqualTo(1);
	}

}
