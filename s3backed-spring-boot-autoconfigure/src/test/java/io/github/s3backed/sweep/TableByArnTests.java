package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.List;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table that is named by its ARN, and then by its name: the same items, the same
 * objects, and a sweep that knows them all.
 */
@AwsTest
class TableByArnTests {

	private final AwsEnvironment aws;

	private final LaterDate s3Time = new LaterDate();

	private final S3Client s3;

	private final String table;

	private final String arn;

	TableByArnTests(AwsEnvironment aws) {
		this.aws = aws;
		this.s3 = aws.endpoints()
			.s3ClientBuilder()
			.overrideConfiguration((it) -> it.addExecutionInterceptor(this.s3Time))
			.build();
		this.table = aws.newTableName();
		aws.createTable(this.table, context(this.table).getRequiredEntity(Note.class).schema().tableMetadata());
		this.s3Time.goOn(Duration.ofDays(2));
		this.arn = aws.dynamoDb().describeTable((it) -> it.tableName(this.table)).table().tableArn();
	}

	record Note(@DynamoDbPartitionKey String id, @S3Backed @Nullable String text) {
	}

	private S3BackedMappingContext context(String tableName) {
		return new S3BackedMappingContext(DynamoDbEnhancedClient.builder().dynamoDbClient(this.aws.dynamoDb()).build(),
				(type) -> tableName, JsonMapper.builder().build(), Compression.NONE, null);
	}

	private S3BackedTemplate template(String tableName) {
		return new S3BackedTemplate(this.s3, this.aws.dynamoDb(), context(tableName), settings(), (event) -> {
		});
	}

	private SweepReport sweep(String tableName) {
		return new S3BackedSweeper(this.s3, this.aws.dynamoDb(), context(tableName), settings()).sweep(Note.class,
				SweepOptions.dryRun().withDelete().withMaxGarbageShare(1));
	}

	private S3BackedSettings settings() {
		return S3BackedSettings.forBucket(this.aws.bucket());
	}

	@Test
	void itsItemsAreFoundAndItsObjectsAreKeptUnderBothNames() {
		for (String writer : List.of(this.arn, this.table)) {
			Note note = new Note("written by " + writer, "text");
			template(writer).save(note);
			for (String reader : List.of(this.arn, this.table)) {
				assertThat(template(reader).findAllByKey(Note.class, List.of(key(note)))).containsExactly(note);
				assertThat(template(reader).findByKey(Note.class, key(note))).contains(note);
			}
		}
		for (String sweeper : List.of(this.arn, this.table)) {
			SweepReport report = sweep(sweeper);
			assertThat(report.objects()).isEqualTo(2);
			assertThat(report.alive()).isEqualTo(2);
			assertThat(report.deleted()).isZero();
		}
		for (String writer : List.of(this.arn, this.table)) {
			template(this.table.equals(writer) ? this.arn : this.table)
				.save(new Note("written by " + writer, "changed"));
		}
		assertThat(this.aws.objectSizes()).as("objects that were replaced are removed under the other name").hasSize(2);
	}

	@Test
	void anOrphanThatWasLeftUnderOneNameIsSweptUnderTheOther() {
		template(this.arn).save(new Note("alive", "text"));
		template(this.arn).save(new Note("orphan", "text"));
		this.aws.dynamoDb()
			.deleteItem((it) -> it.tableName(this.table)
				.key(context(this.table).getRequiredEntity(Note.class)
					.tableKey()
					.toMap(context(this.table).getRequiredEntity(Note.class).keyOf(new Note("orphan", null)))));
		assertThat(sweep(this.table).deleted()).isOne();
		assertThat(template(this.table).findAll(Note.class)).containsExactly(new Note("alive", "text"));
	}

	private static Key key(Note note) {
		return Key.builder().partitionValue(note.id()).build();
	}

}
