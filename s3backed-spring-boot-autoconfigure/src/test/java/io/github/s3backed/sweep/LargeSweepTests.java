package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a sweep costs when there are many objects.
 */
class LargeSweepTests {

	private static final int GARBAGE = 1_000;

	private static final long MEGABYTE = 1024 * 1024;

	record Note(@DynamoDbPartitionKey int id, @S3Backed @Nullable String text, @S3Backed @Nullable String more) {
	}

	@Test
	void aHundredThousandObjectsTakeFewRequests() {
		LargeTable table = new LargeTable(49_500, GARBAGE);
		assertThat(table.size()).isEqualTo(100_000);
		SweepReport report = sweep(table, SweepOptions.dryRun().withDelete());
		assertThat(report.isComplete()).isTrue();
		assertThat(report.deleted()).isEqualTo(GARBAGE);
		assertThat(table.size()).isEqualTo(99_000);
		assertThat(table.requests().get("ListObjectsV2")).isEqualTo(100);
		assertThat(table.requests().get("BatchGetItem")).isLessThanOrEqualTo(1_000);
		assertThat(table.requests().get("DeleteObjects")).isLessThanOrEqualTo(2);
	}

	@Test
	void theHeapDoesNotGrowWithTheNumberOfObjects() {
		LargeTable table = new LargeTable(100_000, GARBAGE);
		List<Long> used = new ArrayList<>();
		sweep(table, SweepOptions.dryRun().withProgress((report) -> {
			if (used.isEmpty() || report.objects() > 190_000 && used.size() == 1) {
				used.add(usedHeap());
			}
		}));
		assertThat(used).hasSize(2);
		assertThat(used.get(1) - used.get(0)).isLessThan(8 * MEGABYTE);
	}

	private static long usedHeap() {
		System.gc();
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

	private static SweepReport sweep(LargeTable table, SweepOptions options) {
		return table.sweeper().sweep(Note.class, options);
	}

}
