package io.github.s3backed.sweep;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.dao.PermissionDeniedDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How workers that share a table tell each other what they have found.
 */
class SharedSweepTests {

	private static final int WORKERS = 4;

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete();

	private final SmallTable table = new SmallTable();

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	@BeforeEach
	void fill() {
		IntStream.range(0, 190).forEach((i) -> this.table.alive("note " + i));
		IntStream.range(0, 10).forEach((i) -> this.table.orphan("gone " + i));
	}

	private List<SweepReport> sweepAll(SweepOptions options) {
		return IntStream.range(0, WORKERS).mapToObj((worker) -> sweep(options, worker)).toList();
	}

	private SweepReport sweep(SweepOptions options, int worker) {
		return this.table.sweeper((duration) -> {
		}).sweep(Note.class, options.withWorker(worker, WORKERS));
	}

	private static long deleted(List<SweepReport> reports) {
		return reports.stream().mapToLong(SweepReport::deleted).sum();
	}

	@Test
	void whoRemovesReadsTheReportsThatAllHaveLeftInTheBucket() {
		sweepAll(SweepOptions.dryRun());
		assertThat(this.table.words).containsOnlyKeys(IntStream.range(0, WORKERS)
			.mapToObj((worker) -> "!sweep/notes/reports/" + worker + "-of-4.json")
			.toList());
		List<SweepReport> reports = sweepAll(DELETE);
		assertThat(reports).allMatch(SweepReport::isComplete);
		assertThat(deleted(reports)).isEqualTo(10);
		assertThat(this.table.objects).hasSize(190);
	}

	@Test
	void nothingIsRemovedBeforeTheLastWorkerHasReported() {
		IntStream.range(1, WORKERS).forEach((worker) -> sweep(SweepOptions.dryRun(), worker));
		assertThat(sweepAll(DELETE)).allSatisfy((report) -> assertThat(report.stopped()).contains("by worker 0;"));
		assertThat(this.table.count("ListObjectsV2")).isEqualTo(WORKERS - 1);
		sweep(SweepOptions.dryRun(), 0);
		assertThat(deleted(sweepAll(DELETE))).isEqualTo(10);
	}

	@Test
	void aMissingReportIsNoForbiddenOneWhereItsKeyMayBeListed() {
		this.table.missingIsForbidden = true;
		IntStream.range(1, WORKERS).forEach((worker) -> sweep(SweepOptions.dryRun(), worker));
		assertThat(sweep(DELETE, 1).stopped()).contains("by worker 0;");
		this.table.wordsUnlistable = true;
		assertThatExceptionOfType(PermissionDeniedDataAccessException.class).isThrownBy(() -> sweep(DELETE, 1))
			.withMessageContainingAll("reports/0-of-4.json", "s3:GetObject", "s3:ListBucket");
	}

	@Test
	void aReportIsGoodForADay() {
		sweepAll(SweepOptions.dryRun());
		this.table.date = SmallTable.NOW.plus(Duration.ofHours(24)).plusSeconds(1);
		assertThat(sweepAll(DELETE)).allSatisfy((report) -> assertThat(report.stopped())
			.contains("of worker 0 is of 2026-01-31T00:00:00Z and too old", "--s3backed.sweep=report"));
		this.table.date = SmallTable.NOW.plus(Duration.ofHours(24));
		assertThat(deleted(sweepAll(DELETE))).isEqualTo(10);
	}

	@Test
	void whatHasComeOfAgeSinceTheReportIsLeftToTheNextSweep() {
		IntStream.range(0, 100).forEach((i) -> this.table.orphan("young " + i, Duration.ofHours(20)));
		sweepAll(SweepOptions.dryRun());
		this.table.date = SmallTable.NOW.plus(Duration.ofHours(10));
		assertThat(deleted(sweepAll(DELETE))).isEqualTo(10);
		assertThat(this.table.objects).hasSize(290);
	}

	@Test
	void aWorkerMayFindItsPartOfWhatTheLimitLeaves() {
		sweepAll(SweepOptions.dryRun());
		this.table.items.remove("note 0");
		List<SweepReport> reports = sweepAll(DELETE);
		assertThat(deleted(reports)).isLessThan(10);
		assertThat(reports).filteredOn((report) -> !report.isComplete()).hasSize(1);
		sweepAll(SweepOptions.dryRun());
		assertThat(deleted(sweepAll(DELETE))).isPositive();
	}

	@Test
	void reportsOfAnotherTableOrAPartDoNotCount() {
		sweepAll(SweepOptions.dryRun().withResumeAfter("notes/10/"));
		assertThat(deleted(sweepAll(DELETE))).isZero();
		this.table.description = TableDescription.builder().tableId("other id").build();
		sweepAll(SweepOptions.dryRun());
		this.table.description = TableDescription.builder().tableId("first id").build();
		assertThat(deleted(sweepAll(DELETE))).isZero();
		assertThat(this.table.objects).hasSize(200);
	}

	@Test
	void aDryRunOfAPartDoesNotReplaceTheReportOfTheWhole() {
		sweepAll(SweepOptions.dryRun());
		sweepAll(SweepOptions.dryRun().withResumeAfter("notes/10/"));
		assertThat(deleted(sweepAll(DELETE))).isEqualTo(10);
	}

	@Test
	void aDamagedReportStopsEveryWorker() {
		sweepAll(SweepOptions.dryRun());
		this.table.words.put("!sweep/notes/reports/2-of-4.json", "{\"format\":1}".getBytes(StandardCharsets.UTF_8));
		this.table.words.put("!sweep/notes/reports/3-of-4.json", "?".getBytes(StandardCharsets.UTF_8));
		assertThat(sweepAll(DELETE)).allSatisfy((report) -> assertThat(report.stopped()).isNotNull());
		assertThat(this.table.objects).hasSize(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{\"format\":1}", "{\"format\":2,\"report\":{}}" })
	void aReportOfAnotherFormStopsEveryWorker(String report) {
		sweepAll(SweepOptions.dryRun());
		this.table.words.put("!sweep/notes/reports/2-of-4.json", report.getBytes(StandardCharsets.UTF_8));
		assertThat(sweepAll(DELETE)).allSatisfy((it) -> assertThat(it.stopped()).contains("2-of-4.json", "remove it"));
		assertThat(this.table.objects).hasSize(200);
	}

	@Test
	void reportsAreHandedOverWhereTheyMayNotBeWritten() {
		this.table.wordsUnwritable = true;
		List<SweepReport> reports = sweepAll(SweepOptions.dryRun());
		assertThat(deleted(sweepAll(DELETE))).isZero();
		assertThat(deleted(sweepAll(DELETE.withReports(reports)))).isEqualTo(10);
	}

	@Test
	void eachWorkerListsItsShardsWhereThereIsMuchAndTheFirstWhatLiesOutside() {
		this.table.pageSize = 50;
		this.table.objects.put("notes/by-hand.txt", SmallTable.NOW);
		this.table.objects.put("notes/x/y/z.txt", SmallTable.NOW);
		List<SweepReport> reports = sweepAll(SweepOptions.dryRun());
		assertThat(reports.stream().mapToLong(SweepReport::objects).sum()).isEqualTo(202);
		assertThat(reports.get(0).undecidable())
			.containsExactly(Map.entry("the key is not of this library's form", 2L));
		assertThat(reports.subList(1, WORKERS)).allSatisfy((report) -> assertThat(report.undecidable()).isEmpty());
	}

}
