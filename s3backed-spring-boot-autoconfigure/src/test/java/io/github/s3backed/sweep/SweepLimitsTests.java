package io.github.s3backed.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps a sweep from emptying a bucket: the same for large tables and small ones,
 * for one worker and for many.
 */
class SweepLimitsTests {

	record Note(@DynamoDbPartitionKey int id, @S3Backed @Nullable String text, @S3Backed @Nullable String more) {
	}

	private static SweepReport sweep(LargeTable table, SweepOptions options) {
		return table.sweeper().sweep(Note.class, options);
	}

	private static List<SweepReport> report(LargeTable table, int workers) {
		return IntStream.range(0, workers)
			.mapToObj((worker) -> sweep(table, SweepOptions.dryRun().withWorker(worker, workers)))
			.toList();
	}

	private static List<SweepReport> remove(LargeTable table, int workers, List<SweepReport> reports) {
		SweepOptions options = SweepOptions.dryRun().withDelete().withReports(reports);
		return IntStream.range(0, workers)
			.mapToObj((worker) -> sweep(table, options.withWorker(worker, workers)))
			.toList();
	}

	private static List<SweepReport> reportAndRemove(LargeTable table, int workers) {
		return remove(table, workers, report(table, workers));
	}

	private static void requireUntouched(LargeTable table, int objects, List<SweepReport> reports) {
		assertThat(table.size()).isEqualTo(objects);
		assertThat(reports).allSatisfy((report) -> {
			assertThat(report.deleted()).isZero();
			assertThat(report.stopped()).isNotNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "1, 10", "8, 10", "256, 10", "1, 600", "8, 600", "256, 600", "1, 100000", "8, 100000", "256, 100000" })
	void nothingIsRemovedWhereTheTableIsEmpty(int workers, int objects) {
		LargeTable table = new LargeTable(objects / 2, 0);
		table.lose((item) -> true);
		List<SweepReport> reports = reportAndRemove(table, workers);
		requireUntouched(table, objects, reports);
		assertThat(reports).allSatisfy((report) -> assertThat(report.stopped())
			.startsWith("none of " + objects + " objects belongs to an item"));
	}

	@ParameterizedTest
	@CsvSource({ "1, 10", "8, 10", "256, 10", "1, 600", "8, 600", "256, 600", "1, 100000", "8, 100000", "256, 100000" })
	void nothingIsRemovedWhereTheTableIsTheWrongOne(int workers, int objects) {
		LargeTable table = new LargeTable(objects / 2, 0);
		table.becomeAnother();
		requireUntouched(table, objects, reportAndRemove(table, workers));
	}

	@ParameterizedTest
	@CsvSource({ "1, 10", "8, 10", "256, 10", "1, 600", "8, 600", "256, 600", "1, 100000", "8, 100000", "256, 100000" })
	void nothingIsRemovedWhereTheTableIsHalfEmpty(int workers, int objects) {
		LargeTable table = new LargeTable(objects / 2, 0);
		table.lose((item) -> item % 2 == 0);
		List<SweepReport> reports = reportAndRemove(table, workers);
		requireUntouched(table, objects, reports);
		assertThat(reports)
			.allSatisfy((report) -> assertThat(report.stopped()).contains("of " + objects + " objects are garbage")
				.contains("s3backed.prefix", "s3backed.sweeper.max-garbage-share"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8, 256 })
	void nothingIsRemovedWhereASingleItemIsLeft(int workers) {
		LargeTable table = new LargeTable(300, 0);
		table.lose((item) -> item != 299);
		requireUntouched(table, 600, reportAndRemove(table, workers));
	}

	@ParameterizedTest
	@CsvSource({ "1, 19, 1", "8, 19, 1", "256, 19, 1", "1, 1, 1", "8, 1, 1", "1, 950, 50", "8, 950, 50",
			"256, 950, 50" })
	void whatASingleWorkerWouldRemoveIsRemovedByMany(int workers, int alive, int garbage) {
		LargeTable table = new LargeTable(alive, garbage, "text");
		List<SweepReport> reports = reportAndRemove(table, workers);
		assertThat(reports).allMatch(SweepReport::isComplete);
		assertThat(reports.stream().mapToLong(SweepReport::deleted).sum()).isEqualTo(garbage);
		assertThat(table.size()).isEqualTo(alive);
	}

	@ParameterizedTest
	@CsvSource({ "1, 949, 51", "8, 949, 51", "1, 19, 2", "8, 19, 2", "8, 0, 1" })
	void oneMoreThanTheLimitStopsEveryWorker(int workers, int alive, int garbage) {
		LargeTable table = new LargeTable(alive, garbage, "text");
		requireUntouched(table, alive + garbage, reportAndRemove(table, workers));
	}

	@Test
	void aDryRunSeesEverythingAndTellsThatASweepWouldStop() {
		LargeTable table = new LargeTable(949, 51, "text");
		SweepReport report = sweep(table, SweepOptions.dryRun());
		assertThat(report.stopped()).startsWith("51 of 1000 objects are garbage, the limit is a share of 0.05")
			.isEqualTo(sweep(table, SweepOptions.dryRun().withDelete()).stopped());
		assertThat(report.isComplete()).isFalse();
		assertThat(sweep(table, SweepOptions.dryRun().withMaxGarbageShare(1)).isComplete()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "949, 51, 0.06", "91, 9, 0.09", "71, 29, 0.30", "1, 599, 0.999", "1, 199999, 0.999995" })
	void theShareThatIsProposedSufficesAndIsNotWithoutLimit(int alive, int garbage, String share) {
		Totals totals = new Totals(alive + garbage, alive, garbage);
		assertThat(totals.suspicion(0.05)).contains("max-garbage-share to " + share + " for one sweep")
			.contains("all tables");
		assertThat(totals.suspicion(Double.parseDouble(share))).isNull();
	}

	@Test
	void noPropertyIsProposedWhereNothingIsAlive() {
		assertThat(new Totals(10, 0, 10).suspicion(Math.nextDown(1.0))).startsWith("none of 10 objects")
			.contains("SweepOptions.withMaxGarbageShare(1)")
			.doesNotContain("max-garbage-share");
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 256 })
	void noWorkerRemovesWithoutTheReportsOfAll(int workers) {
		LargeTable table = new LargeTable(300, 10);
		List<SweepReport> all = report(table, workers);
		List<SweepReport> reports = new ArrayList<>(remove(table, workers, all.subList(1, workers)));
		reports.addAll(remove(table, workers, List.of()));
		reports.addAll(remove(table, workers, report(table, workers - 1)));
		requireUntouched(table, 610, reports);
		assertThat(reports).allSatisfy(
				(report) -> assertThat(report.stopped()).contains("by worker 0").contains("--s3backed.sweep=report"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 256 })
	void allWorkersTogetherRemoveNoMoreThanTheLimitWhenItemsAreLostAfterTheReports(int workers) {
		LargeTable table = new LargeTable(5_000, 0);
		List<SweepReport> found = report(table, workers);
		table.lose((item) -> item % 2 == 0);
		List<SweepReport> reports = remove(table, workers, found);
		requireUntouched(table, 10_000, reports);
		assertThat(reports).allSatisfy((report) -> assertThat(report.stopped())
			.contains("has reported 0 objects of garbage, and now there are " + report.garbage()));
	}

	@Test
	void removesNoMoreThanTheLimitWhenItemsAreLostAfterTheCount() {
		LargeTable table = new LargeTable(20_000, Counting.MAX_KEPT + 1, "text");
		table.lose((item) -> table.requests().get("ListObjectsV2") > 31);
		SweepReport report = sweep(table, SweepOptions.dryRun().withDelete().withMaxGarbageShare(0.34));
		assertThat(report.stopped()).startsWith("more is garbage than the 10200 objects that may be");
		assertThat(report.deleted()).isPositive().isLessThanOrEqualTo(10_200);
	}

}
