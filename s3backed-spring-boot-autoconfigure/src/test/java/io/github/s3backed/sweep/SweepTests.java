package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.s3backed.S3Backed;
import io.github.s3backed.pointer.OwnerMetadata;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a sweep asks for, counts and leaves, on services in memory.
 */
class SweepTests {

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete().withMaxGarbageShare(1);

	private static final String LONG_ID = "x".repeat(1000);

	private final SmallTable table = new SmallTable();

	private final List<Duration> pauses = new ArrayList<>();

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	private SweepReport sweep(SweepOptions options) {
		return this.table.sweeper(this.pauses::add).sweep(Note.class, options);
	}

	@Test
	void countsWhatItFindsAndDoes() {
		this.table.alive("alive");
		this.table.orphan("young", Duration.ofHours(1));
		String kept = this.table.orphan("gone");
		this.table.orphan("gone");
		this.table.undeletable.add(kept);
		this.table.objects.put("notes/by-hand.txt", SmallTable.NOW);
		SweepReport report = sweep(DELETE);
		assertThat(report.table()).isEqualTo("notes");
		assertThat(report.isComplete()).isTrue();
		assertThat(report.objects()).isEqualTo(5);
		assertThat(report.alive()).isEqualTo(1);
		assertThat(report.young()).isEqualTo(1);
		assertThat(report.garbage()).isEqualTo(2);
		assertThat(report.garbageBytes()).isEqualTo(20);
		assertThat(report.kept()).isEqualTo(3);
		assertThat(report.deleted()).isEqualTo(1);
		assertThat(report.deletedBytes()).isEqualTo(10);
		assertThat(report.undecidable()).containsOnly(Map.entry("the key is not of this library's form", 1L),
				Map.entry("the object could not be removed", 1L));
		assertThat(report.requests())
			.containsExactlyInAnyOrderEntriesOf(Map.of("DescribeTable", 1L, "GetObject", 3L, "PutObject", 1L,
					"ListObjectsV2", 1L, "BatchGetItem", 2L, "DeleteObjects", 1L, "ListMultipartUploads", 1L));
	}

	@Test
	void followsAListFromPageToPage() {
		this.table.pageSize = 2;
		IntStream.range(0, 5).forEach((i) -> this.table.orphan("gone"));
		assertThat(sweep(DELETE).deleted()).isEqualTo(5);
		assertThat(this.table.count("ListObjectsV2")).isEqualTo(3);
	}

	@Test
	void keepsWhatIsPointedToWhenItLooksAgain() {
		String key = this.table.orphan("late");
		this.table.beforeBatch = (before) -> {
			if (before == 1) {
				this.table.point("late", key);
			}
		};
		SweepReport report = sweep(DELETE);
		assertThat(report.young()).isEqualTo(1);
		assertThat(report.garbage()).isZero();
		assertThat(report.garbageBytes()).isZero();
		assertThat(report.deleted()).isZero();
		assertThat(this.table.count("DeleteObjects")).isZero();
		assertThat(this.table.objects).containsKey(key);
	}

	@Test
	void keepsWhatItCannotJudgeWhenItLooksAgain() {
		String key = this.table.orphan("late");
		this.table.beforeBatch = (before) -> {
			if (before == 1) {
				this.table.items.put("late", unreadable("late"));
			}
		};
		SweepReport report = sweep(DELETE);
		assertThat(report.undecidable()).containsExactly(Map.entry("the item cannot be read", 1L));
		assertThat(report.garbage()).isZero();
		assertThat(this.table.objects).containsKey(key);
	}

	private static Map<String, AttributeValue> unreadable(String id) {
		return item(id, "text", "99", "https://bucket.s3.amazonaws.com/somewhere");
	}

	private static Map<String, AttributeValue> item(String id, String attribute, String version, String uri) {
		return Map.of("id", AttributeValue.fromS(id), attribute, AttributeValue.fromM(Map.of("v",
				AttributeValue.fromN(version), "uri", AttributeValue.fromS(uri), "sha256", AttributeValue.fromS("?"))));
	}

	private static String key(String id, String attribute) {
		return SmallTable.FORMAT.format(SmallTable.NAME, new PrimaryKey(AttributeValue.fromS(id), null), attribute,
				SmallTable.token(Duration.ZERO), null);
	}

	@Test
	void keepsTheObjectsOfAnItemThatANewerVersionHasWritten() {
		String key = this.table.orphan("newer");
		this.table.items.put("newer", item("newer", "other", "2", "s3://bucket/" + key("newer", "other")));
		assertThat(sweep(DELETE).undecidable()).containsExactly(Map.entry("the item cannot be read", 1L));
		assertThat(this.table.objects).containsKey(key);
	}

	@Test
	void aDocumentOfTheApplicationThatResemblesAPointerKeepsNothing() {
		this.table.orphan("odd");
		this.table.items.put("odd", item("odd", "download", "3", "s3://downloads/file"));
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
	}

	@Test
	void keepsWhatItCannotJudge() {
		String key = this.table.orphan("odd");
		this.table.items.put("odd", unreadable("odd"));
		SweepReport report = sweep(DELETE);
		assertThat(report.objects()).isEqualTo(1);
		assertThat(report.undecidable()).containsExactly(Map.entry("the item cannot be read", 1L));
		assertThat(this.table.objects).containsKey(key);
	}

	@Test
	void keepsObjectsWhoseOwnersNoItemCanBeAndGoesOn() {
		this.table.orphanOf("N.17");
		this.table.orphanOf("S.");
		this.table.orphanOf("S.note!S.sort");
		this.table.alive("kept");
		this.table.orphan("gone");
		SweepReport report = sweep(SweepOptions.dryRun().withDelete());
		assertThat(report.isComplete()).isTrue();
		assertThat(report.deleted()).isEqualTo(1);
		assertThat(report.undecidable().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
		assertThat(this.table.objects).hasSize(4);
	}

	@Test
	void keepsAllObjectsOfATableThatWasMadeAnewWithAKeyOfAnotherType() {
		IntStream.range(0, 120).forEach((i) -> this.table.alive("note " + i));
		this.table.items.clear();
		this.table.refused = (key) -> key.n() == null;
		this.table.description = TableDescription.builder()
			.keySchema((it) -> it.attributeName("id").keyType(KeyType.HASH))
			.attributeDefinitions((it) -> it.attributeName("id").attributeType(ScalarAttributeType.N))
			.build();
		SweepReport report = sweep(DELETE);
		assertThat(report.isComplete()).isTrue();
		assertThat(report.undecidable()).containsExactly(
				Map.entry("the owner is in neither the key nor the metadata, or is no key of the table", 120L));
		assertThat(this.table.objects).hasSize(120);
		assertThat(this.table.count("BatchGetItem")).isZero();
	}

	@Test
	void findsTheKeyThatDynamoDbRefusesAmongAHundred() {
		IntStream.range(0, 98).forEach((i) -> this.table.alive("note " + i));
		this.table.orphan("odd");
		this.table.orphan("gone");
		this.table.refused = (key) -> "odd".equals(key.s());
		SweepReport report = sweep(SweepOptions.dryRun().withDelete());
		assertThat(report.alive()).isEqualTo(98);
		assertThat(report.deleted()).isEqualTo(1);
		assertThat(report.undecidable()).containsExactly(Map.entry("DynamoDB refuses the owner's key", 1L));
		assertThat(this.table.count("BatchGetItem")).isLessThan(20);
	}

	@Test
	void keepsWhatDynamoDbRefusesWhenItLooksAgain() {
		String key = this.table.orphan("odd");
		this.table.refused = (id) -> this.table.count("BatchGetItem") > 1;
		SweepReport report = sweep(DELETE);
		assertThat(report.deleted()).isZero();
		assertThat(this.table.objects).containsKey(key);
	}

	@Test
	void endsWhereDynamoDbRefusesEveryKey() {
		IntStream.range(0, 300).forEach((i) -> this.table.orphan("note " + i));
		this.table.refused = (key) -> true;
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> sweep(DELETE))
			.withMessageContaining("ValidationException");
		assertThat(this.table.objects).hasSize(300);
	}

	@Test
	void stopsWhereTheTableHasAnotherKeyThanTheEntity() {
		this.table.orphan("note");
		this.table.description = TableDescription.builder()
			.keySchema((it) -> it.attributeName("number").keyType(KeyType.HASH))
			.build();
		assertThat(sweep(DELETE).stopped()).contains("'number'", "[id]");
		assertThat(this.table.objects).hasSize(1);
	}

	@Test
	void nothingIsGarbageByAnErrorOrAnAnswerThatDoesNotSayIt() {
		IntStream.range(0, 10).forEach((i) -> this.table.orphan("note " + i));
		this.table.alive("kept");
		for (int failing = 0; failing < 2; failing++) {
			int which = failing;
			SmallTable fresh = this.table;
			fresh.restartBatches();
			fresh.beforeBatch = (before) -> {
				if (before == which) {
					throw new IllegalStateException("connection lost");
				}
			};
			assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(() -> sweep(DELETE));
			assertThat(fresh.objects).hasSize(11);
		}
	}

	@Test
	void judgesNothingWithoutS3sTime() {
		this.table.orphan("gone");
		this.table.date = null;
		assertThat(sweep(DELETE).undecidable()).containsExactly(Map.entry("S3 did not tell its time", 1L));
		assertThat(this.table.objects).hasSize(1);
	}

	@Test
	void readsAHundredItemsAtATime() {
		IntStream.range(0, 201).forEach((i) -> this.table.alive("note " + i));
		assertThat(sweep(DELETE).alive()).isEqualTo(201);
		assertThat(this.table.requests).filteredOn((it) -> it.startsWith("BatchGetItem"))
			.containsExactly("BatchGetItem 100", "BatchGetItem 100", "BatchGetItem 1");
	}

	@Test
	void judgesAThousandObjectsAtATime() {
		this.table.alive("note");
		IntStream.range(0, 1000).forEach((i) -> this.table.orphan("note"));
		List<Long> judged = new ArrayList<>();
		sweep(SweepOptions.dryRun().withProgress((report) -> judged.add(report.objects())));
		assertThat(judged).containsExactly(1000L, 1001L);
	}

	@Test
	void removesAThousandObjectsAtATime() {
		IntStream.range(0, 2500).forEach((i) -> this.table.orphan("gone"));
		List<String> positions = new ArrayList<>();
		List<String> keys = List.copyOf(this.table.objects.keySet());
		SweepReport report = sweep(DELETE.withProgress((it) -> positions.add(it.position())));
		assertThat(report.deleted()).isEqualTo(2500);
		assertThat(this.table.requests).filteredOn((it) -> it.startsWith("DeleteObjects"))
			.containsExactly("DeleteObjects 1000", "DeleteObjects 1000", "DeleteObjects 500");
		assertThat(positions).containsExactly(null, null, null, keys.get(999), keys.get(1999));
		assertThat(report.position()).isEqualTo(keys.get(2499));
	}

	@Test
	void looksAgainAtAHundredItemsAtATime() {
		IntStream.range(0, 150).forEach((i) -> this.table.orphan("gone " + i));
		assertThat(sweep(DELETE).deleted()).isEqualTo(150);
		assertThat(this.table.requests).filteredOn((it) -> it.startsWith("BatchGetItem"))
			.containsExactly("BatchGetItem 100", "BatchGetItem 50", "BatchGetItem 100", "BatchGetItem 50");
	}

	@Test
	void aDryRunTellsThePositionAsItGoesOn() {
		IntStream.range(0, 101).forEach((i) -> this.table.alive("note " + i));
		List<String> keys = List.copyOf(this.table.objects.keySet());
		List<String> positions = new ArrayList<>();
		sweep(SweepOptions.dryRun().withProgress((report) -> positions.add(report.position())));
		assertThat(positions).containsExactly(keys.get(99), keys.get(100));
	}

	@Test
	void looksForGarbageAgainWhereItIsTooMuchToRemember() {
		int count = Counting.MAX_KEPT + 1500;
		IntStream.range(0, count).forEach((i) -> this.table.orphan("gone"));
		this.table.alive("note");
		List<String> keys = List.copyOf(this.table.objects.keySet());
		List<String> positions = new ArrayList<>();
		SweepReport report = sweep(DELETE.withProgress((it) -> positions.add(it.position())));
		assertThat(report.objects()).isEqualTo(count + 1);
		assertThat(report.garbage()).isEqualTo(count);
		assertThat(report.deleted()).isEqualTo(count);
		assertThat(report.position()).isEqualTo(keys.get(count));
		assertThat(positions).containsSubsequence(null, keys.get(1999), keys.get(2999));
		assertThat(this.table.count("ListObjectsV2")).isEqualTo(12 + 12);
		assertThat(this.table.objects).hasSize(1);
	}

	@Test
	void readsTheOwnerOfALongKeyFromTheMetadata() {
		String key = this.table.orphan(LONG_ID);
		assertThat(key).contains("/H.");
		assertThat(sweep(DELETE).undecidable())
			.containsExactly(Map.entry("the metadata that has the owner cannot be read", 1L));
		this.table.metadata.put(key, Map.of());
		assertThat(sweep(DELETE).undecidable()).containsExactly(
				Map.entry("the owner is in neither the key nor the metadata, or is no key of the table", 1L));
		this.table.metadata.put(key, Map.of(OwnerMetadata.NAME, "?"));
		assertThat(sweep(DELETE).undecidable()).containsExactly(Map.entry("the owner cannot be read", 1L));
		assertThat(this.table.objects).containsKey(key);
		this.table.metadata.put(key, ownerMetadata(LONG_ID));
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
	}

	private static Map<String, String> ownerMetadata(String id) {
		PrimaryKey owner = new PrimaryKey(AttributeValue.fromS(id), null);
		String key = SmallTable.FORMAT.format(SmallTable.NAME, owner, "text", SmallTable.token(Duration.ZERO), null);
		return OwnerMetadata.of(key, SmallTable.FORMAT, owner);
	}

	@Test
	void keepsAnObjectWhoseMetadataNamesAnotherOwner() {
		String key = this.table.orphan(LONG_ID);
		this.table.metadata.put(key, ownerMetadata(LONG_ID + "other"));
		assertThat(sweep(DELETE).undecidable().keySet())
			.containsExactly("the owner is in neither the key nor the metadata, or is no key of the table");
		assertThat(this.table.objects).containsKey(key);
	}

	@Test
	void keepsReplacedObjectsForTheRetentionTime() {
		this.table.retention = Duration.ofDays(10);
		this.table.written("doc", "text", Duration.ofDays(25));
		this.table.point("doc", this.table.written("doc", "text", Duration.ofDays(9)));
		assertThat(sweep(DELETE).young()).isEqualTo(1);
		this.table.retention = Duration.ofDays(8);
		assertThat(sweep(DELETE).deleted()).isEqualTo(1);
	}

	@Test
	void countsTheRetentionTimeFromWhenTheWriteMayHaveEnded() {
		this.table.retention = Duration.ofDays(10);
		this.table.written("late", "text", Duration.ofDays(25));
		this.table.point("late", this.table.written("late", "text", Duration.ofDays(10).plusMinutes(80)));
		this.table.written("over", "text", Duration.ofDays(25));
		this.table.point("over", this.table.written("over", "text", Duration.ofDays(10).plusMinutes(84)));
		SweepReport report = sweep(DELETE);
		assertThat(report.young()).isEqualTo(1);
		assertThat(report.deleted()).isEqualTo(1);
	}

	@Test
	void looksAtTwoLaterObjectsToTellWhenOneWasReplaced() {
		this.table.retention = Duration.ofDays(10);
		this.table.written("doc", "text", Duration.ofDays(25));
		this.table.written("doc", "text", Duration.ofDays(24));
		this.table.written("doc", "text", Duration.ofDays(9));
		String current = this.table.written("doc", "text", Duration.ofDays(1));
		this.table.point("doc", current, nineWritesSince(Duration.ofDays(2)));
		SweepReport report = sweep(SweepOptions.dryRun());
		assertThat(report.alive()).isEqualTo(1);
		assertThat(report.young()).isEqualTo(3);
		this.table.retention = Duration.ofDays(8);
		assertThat(sweep(SweepOptions.dryRun()).garbage()).isEqualTo(1);
	}

	private static WriteRecord nineWritesSince(Duration age) {
		List<Token> tokens = IntStream.range(0, 9).mapToObj((i) -> SmallTable.token(age.minusMinutes(10 - i))).toList();
		return new WriteRecord(tokens.get(0), tokens.subList(1, 9));
	}

	@Test
	void objectsOfOtherAttributesAndItemsDoNotTellWhenOneWasReplaced() {
		this.table.retention = Duration.ofDays(10);
		this.table.written("doc", "more", Duration.ofDays(25));
		this.table.point("doc", this.table.written("doc", "text", Duration.ofDays(20)),
				new WriteRecord(SmallTable.token(Duration.ofDays(5)), List.of(SmallTable.token(Duration.ofDays(20)))));
		assertThat(sweep(SweepOptions.dryRun()).young()).isEqualTo(1);
	}

	@Test
	void goesOnWhereADryRunWasStopped() {
		IntStream.range(0, 50).forEach((i) -> this.table.alive("note " + i));
		String position = List.copyOf(this.table.objects.keySet()).get(20);
		assertThat(sweep(SweepOptions.dryRun().withResumeAfter(position)).objects()).isEqualTo(29);
	}

	@Test
	void whoGoesOnToRemoveCountsEverythingAndRemovesTheRest() {
		IntStream.range(0, 50).forEach((i) -> this.table.orphan("gone " + i));
		List<String> keys = List.copyOf(this.table.objects.keySet());
		SweepReport report = sweep(DELETE.withResumeAfter(keys.get(20)));
		assertThat(report.garbage()).isEqualTo(50);
		assertThat(report.deleted()).isEqualTo(29);
		assertThat(this.table.objects.keySet()).containsExactlyElementsOf(keys.subList(0, 21));
	}

	private String upload(String key, Duration age) {
		this.table.uploads.add(MultipartUpload.builder()
			.key(key)
			.uploadId("id of " + key)
			.initiated(SmallTable.NOW.minus(age))
			.build());
		return key;
	}

	@Test
	void abortsOldUploads() {
		this.table.pageSize = 1;
		List<String> keys = IntStream.range(0, 3).mapToObj((i) -> key("doc " + i, "text")).sorted().toList();
		upload(keys.get(0), Duration.ofDays(2));
		upload(keys.get(1), Duration.ofHours(1));
		upload(keys.get(2), Duration.ofDays(2));
		assertThat(sweep(SweepOptions.dryRun()).abortedUploads()).isZero();
		SweepReport report = sweep(DELETE);
		assertThat(report.abortedUploads()).isEqualTo(2);
		assertThat(report.requests()).containsEntry("AbortMultipartUpload", 2L)
			.containsEntry("ListMultipartUploads", 3L);
		assertThat(this.table.requests).filteredOn((it) -> it.startsWith("Abort"))
			.containsExactly("AbortMultipartUpload " + keys.get(0), "AbortMultipartUpload " + keys.get(2));
		this.table.date = null;
		assertThat(sweep(DELETE).abortedUploads()).isZero();
	}

	@Test
	void keepsUploadsWhoseKeysAreOfAnotherForm() {
		upload("notes/backup.tar", Duration.ofDays(2));
		upload(key("doc", "text").replaceFirst("/../", "/zz/"), Duration.ofDays(2));
		SweepReport report = sweep(DELETE);
		assertThat(report.abortedUploads()).isZero();
		assertThat(report.undecidable())
			.containsExactly(Map.entry("the key of a multipart upload is not of this library's form", 2L));
		assertThat(this.table.count("AbortMultipartUpload")).isZero();
	}

	@Test
	void goesOnWhenAnUploadCannotBeAborted() {
		this.table.undeletable.add(upload(key("doc 1", "text"), Duration.ofDays(2)));
		upload(key("doc 2", "text"), Duration.ofDays(2));
		SweepReport report = sweep(DELETE);
		assertThat(report.abortedUploads()).isEqualTo(1);
		assertThat(report.undecidable()).containsExactly(Map.entry("a multipart upload could not be aborted", 1L));
	}

	@Test
	void anUploadThatIsGoneNeedNotBeAborted() {
		this.table.gone.add(upload(key("doc 1", "text"), Duration.ofDays(2)));
		SweepReport report = sweep(DELETE);
		assertThat(report.abortedUploads()).isZero();
		assertThat(report.undecidable()).isEmpty();
		assertThat(report.isComplete()).isTrue();
	}

	@Test
	void sweepsWithoutThePermissionToListUploads() {
		this.table.orphan("gone");
		this.table.uploadsDenied = true;
		SweepReport report = sweep(DELETE);
		assertThat(report.isComplete()).isTrue();
		assertThat(report.deleted()).isEqualTo(1);
		assertThat(report.objects()).isEqualTo(1);
		assertThat(report.undecidable()).containsExactly(Map.entry("multipart uploads could not be listed", 1L));
	}

	@Test
	void spacesItsRequests() {
		this.table.pageSize = 1;
		IntStream.range(0, 2).forEach((i) -> this.table.alive("note " + i));
		sweep(SweepOptions.dryRun().withRequestsPerSecond(4));
		assertThat(this.table.requests).hasSize(5);
		assertThat(this.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofMillis(750),
				Duration.ofSeconds(1));
	}

	@Test
	void endsWhenItIsInterrupted() {
		S3BackedSweeper interrupted = this.table.sweeper((duration) -> {
			throw new InterruptedException();
		});
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> interrupted.sweep(Note.class, DELETE.withRequestsPerSecond(1)))
			.withMessage("The sweep was interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

}
