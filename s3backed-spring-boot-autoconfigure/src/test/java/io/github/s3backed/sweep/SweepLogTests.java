package io.github.s3backed.sweep;

import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What whoever reads the log learns of a sweep.
 */
@ExtendWith(OutputCaptureExtension.class)
class SweepLogTests {

	private final SmallTable table = new SmallTable();

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	private void sweep() {
		this.table.sweeper((duration) -> {
		}).sweep(Note.class, SweepOptions.dryRun().withDelete());
	}

	@Test
	void aSweepThatEndsIsNoWarning(CapturedOutput output) {
		this.table.alive("kept");
		this.table.orphan("gone");
		sweep();
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void aSweepThatStopsIsAWarningThatSaysWhy(CapturedOutput output) {
		for (int i = 0; i < 100; i++) {
			this.table.orphan("gone " + i);
		}
		sweep();
		assertThat(output).contains("WARN",
				"'notes' in s3://bucket/: 100 objects, 0 alive, 0 young, 100 garbage (1000 bytes), 0 deleted",
				"stopped: none of 100 objects belongs to an item");
	}

	@Test
	void aSweepThatFailsWhileItRemovesSaysWhatItHasRemoved(CapturedOutput output) {
		IntStream.range(0, 1001).forEach((i) -> this.table.orphan("gone " + i));
		this.table.beforeBatch = (before) -> {
			if (this.table.objects.size() == 1) {
				throw new IllegalStateException("broken");
			}
		};
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.table.sweeper((duration) -> {
		}).sweep(Note.class, SweepOptions.dryRun().withDelete().withMaxGarbageShare(1)));
		assertThat(output).contains("WARN", "1001 garbage (10010 bytes), 1000 deleted", "stopped: it failed: ",
				"broken");
	}

	@Test
	void whatCouldNotBeRemovedIsAWarningThatSaysWhy(CapturedOutput output) {
		this.table.alive("kept");
		this.table.undeletable.add(this.table.orphan("gone"));
		sweep();
		assertThat(output).contains("WARN", "1 of 1 objects of table 'notes' could not be removed", "InternalError")
			.doesNotContain("gone");
	}

}
