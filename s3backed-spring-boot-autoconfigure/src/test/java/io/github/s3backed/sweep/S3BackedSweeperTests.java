package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.RequestCounter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a sweep keeps, what it removes, and when it stops.
 */
@AwsTest
class S3BackedSweeperTests {

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete();

	private final AwsEnvironment aws;

	private final LaterDate s3Time = new LaterDate();

	private final RequestCounter requests = new RequestCounter();

	private final S3Client s3;

	private final S3BackedMappingContext mappingContext;

	private final String table;

	private final S3BackedTemplate template;

	S3BackedSweeperTests(AwsEnvironment aws) {
		this.aws = aws;
		this.s3 = aws.endpoints()
			.s3ClientBuilder()
			.overrideConfiguration(
					(it) -> it.addExecutionInterceptor(this.s3Time).addExecutionInterceptor(this.requests))
			.build();
		this.table = aws.newTableName();
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(aws.dynamoDb()).build();
		this.mappingContext = new S3BackedMappingContext(enhanced, (type) -> this.table, JsonMapper.builder().build(),
				Compression.NONE, null);
		aws.createTable(this.table, this.mappingContext.getRequiredEntity(Note.class).schema().tableMetadata());
		this.template = newTemplate(settings());
	}

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text, @S3Backed @Nullable String more) {
	}

	private S3BackedSettings settings() {
		return S3BackedSettings.forBucket(this.aws.bucket());
	}

	private S3BackedTemplate newTemplate(S3BackedSettings settings) {
		return new S3BackedTemplate(this.s3, this.aws.dynamoDb(), this.mappingContext, settings, (event) -> {
		});
	}

	private S3BackedSweeper newSweeper(S3BackedSettings settings) {
		return new S3BackedSweeper(this.s3, this.aws.dynamoDb(), this.mappingContext, settings);
	}

	private SweepReport sweep(SweepOptions options) {
		return newSweeper(settings()).sweep(Note.class, options);
	}

	/**
	 * Returns what is stored, without what sweeps leave for each other.
	 */
	private Map<String, Long> objectSizes() {
		Map<String, Long> sizes = new TreeMap<>(this.aws.objectSizes());
		sizes.keySet().removeIf((key) -> key.startsWith("!sweep/"));
		return sizes;
	}

	private Map<String, byte[]> objects() {
		Map<String, byte[]> objects = new TreeMap<>(this.aws.objects());
		objects.keySet().removeIf((key) -> key.startsWith("!sweep/"));
		return objects;
	}

	@AfterEach
	void close() {
		this.template.close();
		this.s3.close();
	}

	/**
	 * Leaves the objects of an item behind, as a process does that dies before its
	 * commit.
	 */
	private void orphan(String id) {
		this.template.save(new Note(id, "text of " + id, null));
		this.aws.dynamoDb().deleteItem((it) -> it.tableName(this.table).key(Map.of("id", AttributeValue.fromS(id))));
	}

	@Test
	void removesWhatNoItemPointsToAndKeepsTheRest() {
		this.template.save(new Note("kept", "text", "more"));
		orphan("gone");
		this.s3Time.goOn(Duration.ofDays(2));
		SweepReport report = sweep(DELETE);
		assertThat(report.isComplete()).isTrue();
		assertThat(report.alive()).isEqualTo(2);
		assertThat(report.deleted()).isEqualTo(1);
		assertThat(report.deletedBytes()).isEqualTo("text of gone".length());
		assertThat(objectSizes().keySet()).hasSize(2).allMatch((key) -> key.contains("/S.kept/"));
		assertThat(this.template.findByKey(Note.class, this.template.keyOf(Note.class, "kept")))
			.contains(new Note("kept", "text", "more"));
	}

	@Test
	void keepsTheObjectsOfATableThatWasMadeAnewWithANumberKey() {
		this.template.save(new Note("kept", "text", "more"));
		this.s3Time.goOn(Duration.ofDays(2));
		this.aws.dynamoDb().deleteTable((it) -> it.tableName(this.table));
		this.aws.dynamoDb()
			.createTable((it) -> it.tableName(this.table)
				.keySchema((key) -> key.attributeName("id").keyType(KeyType.HASH))
				.attributeDefinitions((key) -> key.attributeName("id").attributeType(ScalarAttributeType.N))
				.billingMode(BillingMode.PAY_PER_REQUEST));
		SweepReport report = sweep(DELETE.withMaxGarbageShare(1));
		assertThat(report.isComplete()).isTrue();
		assertThat(report.undecidable())
			.containsOnlyKeys("the owner is in neither the key nor the metadata, or is no key of the table");
		assertThat(objectSizes()).hasSize(2);
	}

	@Test
	void removesNothingUnlessToldTo() {
		orphan("gone");
		this.s3Time.goOn(Duration.ofDays(2));
		SweepReport report = sweep(SweepOptions.dryRun());
		assertThat(report.garbage()).isEqualTo(1);
		assertThat(report.deleted()).isZero();
		assertThat(objectSizes()).hasSize(1);
	}

	@Test
	void keepsWhatAWriterMayBeAboutToCommit() {
		orphan("in flight");
		this.s3Time.goOn(Duration.ofHours(23));
		assertThat(sweep(DELETE).young()).isEqualTo(1);
		assertThat(objectSizes()).hasSize(1);
	}

	@Test
	void refusesAGracePeriodInWhichAWriterCanStillCommit() {
		assertThatIllegalArgumentException().isThrownBy(() -> sweep(DELETE.withGrace(Duration.ofHours(1))))
			.withMessageContaining("s3backed.lease=PT1H")
			.withMessageContaining("PT1H22M");
		assertThat(this.requests.counts()).isEmpty();
	}

	@Test
	void keepsAndReportsWhatItCannotJudge() {
		orphan("gone");
		String gone = objectSizes().keySet().iterator().next();
		String foreign = gone.replaceFirst("/text/.*", "/by-hand.txt");
		this.s3.putObject((it) -> it.bucket(this.aws.bucket()).key(foreign), RequestBody.fromString("mine"));
		this.s3Time.goOn(Duration.ofDays(2));
		SweepReport report = sweep(DELETE.withMaxGarbageShare(1));
		assertThat(report.undecidable()).containsExactly(Map.entry("the key is not of this library's form", 1L));
		assertThat(objectSizes().keySet()).containsExactly(foreign);
	}

	@Test
	void keepsAnObjectWhosePointerStandsInAnotherAttribute() {
		this.template.save(new Note("renamed", "text", null));
		Map<String, AttributeValue> item = this.aws.items(this.table).get(0);
		this.aws.dynamoDb()
			.putItem((it) -> it.tableName(this.table)
				.item(Map.of("id", item.get("id"), "_s3b", item.get("_s3b"), "other",
						AttributeValue.fromL(List.of(item.get("text"))))));
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE).alive()).isEqualTo(1);
	}

	@Test
	void keepsObjectsOfAnItemThatItCannotRead() {
		this.template.save(new Note("broken", "text", null));
		Map<String, AttributeValue> item = this.aws.items(this.table).get(0);
		Map<String, AttributeValue> pointer = new HashMap<>(item.get("text").m());
		pointer.put("v", AttributeValue.fromN("2"));
		this.aws.dynamoDb()
			.putItem((it) -> it.tableName(this.table)
				.item(Map.of("id", item.get("id"), "text", AttributeValue.fromM(pointer))));
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE).alive()).isEqualTo(1);
		this.aws.dynamoDb()
			.putItem((it) -> it.tableName(this.table)
				.item(Map.of("id", item.get("id"), "_s3b",
						AttributeValue.fromM(Map.of("v", AttributeValue.fromN("2"))))));
		assertThat(sweep(DELETE).undecidable()).containsExactly(Map.entry("the item cannot be read", 1L));
		assertThat(objectSizes()).hasSize(1);
	}

	@Test
	void findsTheOwnerOfALongKeyInTheMetadata() {
		String longId = "x/".repeat(600);
		this.template.save(new Note(longId, "kept", null));
		orphan(longId + "gone");
		this.s3Time.goOn(Duration.ofDays(2));
		SweepReport report = sweep(DELETE);
		assertThat(report.alive()).isEqualTo(1);
		assertThat(report.deleted()).isEqualTo(1);
	}

	@Test
	void leavesOtherTablesAlone() {
		orphan("gone");
		String other = objectSizes().keySet().iterator().next().replace(this.table, "other-table");
		this.s3.putObject((it) -> it.bucket(this.aws.bucket()).key(other), RequestBody.fromString("theirs"));
		this.s3Time.goOn(Duration.ofDays(2));
		sweep(DELETE.withMaxGarbageShare(1));
		assertThat(objectSizes().keySet()).containsExactly(other);
	}

	@Test
	void stopsWhenNothingIsAlive() {
		putForeign(20);
		this.s3Time.goOn(Duration.ofDays(2));
		SweepReport report = sweep(DELETE);
		assertThat(report.stopped()).contains("none of 20 objects belongs to an item");
		assertThat(objectSizes()).hasSize(20);
		assertThat(sweep(DELETE.withMaxGarbageShare(1)).deleted()).isEqualTo(20);
	}

	@Test
	void tellsThePositionOfTheLastObjectWhenAllIsRemoved() {
		orphan("gone");
		this.template.save(new Note("kept", "text", "more"));
		String last = objectSizes().keySet().stream().sorted().reduce((a, b) -> b).orElseThrow();
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE).position()).isEqualTo(last);
	}

	private void putForeign(int count) {
		ObjectKeyFormat format = new ObjectKeyFormat("");
		for (int i = 0; i < count; i++) {
			PrimaryKey owner = new PrimaryKey(AttributeValue.fromS("foreign" + i), null);
			String key = format.format(this.table, owner, "text", new Token(new UUID(0x7000, i)), null);
			this.s3.putObject((it) -> it.bucket(this.aws.bucket()).key(key), RequestBody.fromString("x"));
		}
	}

	@Test
	void workersShareTheShards() {
		IntStream.range(0, 20).forEach((i) -> orphan("gone " + i));
		this.template.save(new Note("kept", "text", null));
		this.s3Time.goOn(Duration.ofDays(2));
		List<SweepReport> found = new ArrayList<>();
		IntStream.range(0, 3).forEach((worker) -> found.add(sweep(SweepOptions.dryRun().withWorker(worker, 3))));
		assertThat(found).extracting(SweepReport::objects).allMatch((objects) -> objects < 21);
		assertThat(sweep(DELETE.withWorker(0, 3).withReports(found)).stopped()).startsWith("20 of 21 objects");
		SweepOptions delete = DELETE.withMaxGarbageShare(0.96).withReports(found);
		List<SweepReport> reports = new ArrayList<>();
		IntStream.range(0, 3).forEach((worker) -> reports.add(sweep(delete.withWorker(worker, 3))));
		assertThat(reports.stream().mapToLong(SweepReport::deleted).sum()).isEqualTo(20);
		assertThat(reports.stream().mapToLong(SweepReport::alive).sum()).isEqualTo(1);
	}

	@Test
	void goesOnWhereItWasStopped() {
		IntStream.range(0, 20).forEach((i) -> this.template.save(new Note("note " + i, "text", "more")));
		Set<String> keys = objectSizes().keySet();
		String position = keys.stream().sorted().skip(24).findFirst().orElseThrow();
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(SweepOptions.dryRun().withResumeAfter(position)).objects()).isEqualTo(15);
	}

	@Test
	void keepsReplacedObjectsForTheRetentionTime() {
		S3BackedSettings settings = settings().with((it) -> it.supersededRetention(Duration.ofDays(7)));
		try (S3BackedTemplate keeping = newTemplate(settings)) {
			keeping.save(new Note("note", "old", null));
			keeping.save(new Note("note", "new", null));
		}
		assertThat(objectSizes()).hasSize(2);
		this.s3Time.goOn(Duration.ofDays(6));
		assertThat(newSweeper(settings).sweep(Note.class, DELETE).young()).isEqualTo(1);
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(newSweeper(settings).sweep(Note.class, DELETE).deleted()).isEqualTo(1);
		assertThat(objects().values().stream().map(String::new).collect(Collectors.toSet())).containsExactly("new");
	}

	@Test
	void sendsOneListForAThousandObjectsAndOneReadForAHundredItems() {
		IntStream.range(0, 30).forEach((i) -> this.template.save(new Note("note " + i, "text", "more")));
		this.requests.clear();
		SweepReport report = sweep(DELETE);
		assertThat(this.requests.counts()).containsEntry("ListObjectsV2", 1L).doesNotContainKey("DeleteObjects");
		assertThat(report.requests()).containsEntry("ListObjectsV2", 1L).containsEntry("BatchGetItem", 1L);
	}

	@Test
	void abortsMultipartUploadsThatAreOld() {
		this.template.save(new Note("kept", "text", null));
		String key = objectSizes().keySet().iterator().next();
		this.s3.createMultipartUpload((it) -> it.bucket(this.aws.bucket()).key(key + "/open"));
		assertThat(sweep(DELETE).abortedUploads()).isZero();
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE).abortedUploads()).isEqualTo(1);
		assertThat(this.s3.listMultipartUploads((it) -> it.bucket(this.aws.bucket())).uploads()).isEmpty();
	}

	@Test
	void tellsItsProgress() {
		this.template.save(new Note("note", "text", null));
		List<SweepReport> progress = new ArrayList<>();
		sweep(DELETE.withProgress(progress::add));
		assertThat(progress).singleElement().satisfies((report) -> assertThat(report.objects()).isEqualTo(1));
	}

}
