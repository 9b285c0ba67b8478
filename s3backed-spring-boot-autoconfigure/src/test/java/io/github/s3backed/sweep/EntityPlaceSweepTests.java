package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.EntityStorage;
import io.github.s3backed.Place;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sweeps of an entity class that has a place of its own, and had none before.
 */
@AwsTest
class EntityPlaceSweepTests {

	private static final SweepOptions DELETE = SweepOptions.dryRun().withDelete();

	private final AwsEnvironment aws;

	private final LaterDate s3Time = new LaterDate();

	private final S3Client s3;

	private final S3BackedMappingContext mappingContext;

	private final String table;

	private final String ownBucket;

	private final S3BackedTemplate before;

	private final S3BackedTemplate now;

	private final S3BackedSweeper sweeper;

	EntityPlaceSweepTests(AwsEnvironment aws) {
		this.aws = aws;
		this.ownBucket = aws.createBucket();
		this.s3 = aws.endpoints()
			.s3ClientBuilder()
			.overrideConfiguration((it) -> it.addExecutionInterceptor(this.s3Time))
			.build();
		this.table = aws.newTableName();
		this.mappingContext = new S3BackedMappingContext(
				DynamoDbEnhancedClient.builder().dynamoDbClient(aws.dynamoDb()).build(), (type) -> this.table,
				JsonMapper.builder().build(), Compression.NONE, null);
		aws.createTable(this.table, this.mappingContext.getRequiredEntity(Note.class).schema().tableMetadata());
		S3BackedSettings settings = S3BackedSettings.forBucket(aws.bucket());
		S3BackedSettings placed = settings
			.with((it) -> it.entities(Map.of("Note", new EntityStorage(this.ownBucket, "notes/", null))));
		this.before = template(settings);
		this.now = template(placed);
		this.sweeper = new S3BackedSweeper(this.s3, aws.dynamoDb(), this.mappingContext, placed);
	}

	record Note(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	private S3BackedTemplate template(S3BackedSettings settings) {
		return new S3BackedTemplate(this.s3, this.aws.dynamoDb(), this.mappingContext, settings, (event) -> {
		});
	}

	@AfterEach
	void close() {
		this.before.close();
		this.now.close();
		this.s3.close();
	}

	private void orphan(S3BackedTemplate template, String id) {
		template.save(new Note(id, "text of " + id));
		this.aws.dynamoDb().deleteItem((it) -> it.tableName(this.table).key(Map.of("id", AttributeValue.fromS(id))));
	}

	private List<SweepReport> sweep(SweepOptions options) {
		return this.sweeper.places(Note.class)
			.stream()
			.map((place) -> this.sweeper.sweep(Note.class, place, options))
			.toList();
	}

	@Test
	void thePlaceAndTheFormerOneAreSweptEachByItself() {
		this.before.save(new Note("former", "text"));
		orphan(this.before, "gone before");
		this.now.save(new Note("new", "text"));
		orphan(this.now, "gone now");
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(this.sweeper.places(Note.class)).containsExactly(new Place(this.ownBucket, "notes/", null),
				new Place(this.aws.bucket(), "", null));
		assertThat(sweep(DELETE)).hasSize(2).allSatisfy((report) -> {
			assertThat(report.stopped()).isNull();
			assertThat(report.alive()).isEqualTo(1);
			assertThat(report.deleted()).isEqualTo(1);
		});
		assertThat(keys(this.ownBucket)).singleElement().asString().contains("/S.new/");
		assertThat(keys(this.aws.bucket())).singleElement().asString().contains("/S.former/");
	}

	@Test
	void eachPlaceHasTheReportsOfItsOwnWorkers() {
		sweep(SweepOptions.dryRun().withWorker(0, 2));
		String report = "!sweep/" + this.table + "/reports/0-of-2.json";
		assertThat(keys(this.ownBucket)).containsExactly("notes/" + report);
		assertThat(keys(this.aws.bucket())).containsExactly(report);
	}

	@Test
	void whatAnotherApplicationHasReplacedElsewhereIsGarbage() {
		this.now.save(new Note("kept", "text"));
		this.now.save(new Note("moved", "text"));
		this.before.save(new Note("moved", "other text"));
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE)).extracting(SweepReport::deleted).containsExactly(1L, 0L);
		assertThat(keys(this.ownBucket)).singleElement().asString().contains("/S.kept/");
	}

	@Test
	void aFormerPlaceInWhichNothingIsAliveIsNotEmptied() {
		orphan(this.before, "gone");
		this.now.save(new Note("new", "text"));
		this.s3Time.goOn(Duration.ofDays(2));
		assertThat(sweep(DELETE).get(1).stopped()).contains("none of 1 objects belongs to an item");
		assertThat(keys(this.aws.bucket())).hasSize(1);
	}

	@Test
	void aPlaceThatNoSettingNamesAnyMoreCanBeSwept() {
		this.now.save(new Note("kept", "text"));
		orphan(this.now, "gone");
		this.s3Time.goOn(Duration.ofDays(2));
		S3BackedSweeper setBack = new S3BackedSweeper(this.s3, this.aws.dynamoDb(), this.mappingContext,
				S3BackedSettings.forBucket(this.aws.bucket()));
		assertThat(setBack.places(Note.class)).containsExactly(new Place(this.aws.bucket(), "", null));
		SweepReport report = setBack.sweep(Note.class, new Place(this.ownBucket, "notes/", null), DELETE);
		assertThat(report.alive()).isEqualTo(1);
		assertThat(report.deleted()).isEqualTo(1);
	}

	private List<String> keys(String bucket) {
		return this.aws.s3().listObjectsV2((it) -> it.bucket(bucket)).contents().stream().map(S3Object::key).toList();
	}

}
