package io.github.s3backed.testsupport;

import java.util.Map;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwsEnvironment}.
 */
@AwsTest
class AwsEnvironmentTests {

	@Test
	void aTestSeesOnlyItsOwnObjects(AwsEnvironment aws) {
		assertThat(aws.objects()).isEmpty();
		aws.s3().putObject((request) -> request.bucket(aws.bucket()).key("a"), RequestBody.fromString("content"));
		assertThat(aws.objectSizes()).containsExactly(Map.entry("a", 7L));
		assertThat(aws.objects()).hasEntrySatisfying("a",
				(content) -> assertThat(content).asString().isEqualTo("content"));
	}

	@Test
	void aTestHasOneEnvironment(AwsEnvironment first, AwsEnvironment second) {
		assertThat(first).isSameAs(second);
	}

	@Test
	void aTableIsCreatedFromKeys(AwsEnvironment aws) {
		String table = aws.createTable(key("id", ScalarAttributeType.B), key("at", ScalarAttributeType.N));
		assertThat(describe(aws, table).attributeDefinitions())
			.containsExactlyInAnyOrder(key("id", ScalarAttributeType.B), key("at", ScalarAttributeType.N));
	}

	@Test
	void aTableIsCreatedFromASchemaWithItsIndexes(AwsEnvironment aws) {
		String table = aws.createTable(TableSchema.fromBean(Indexed.class).tableMetadata());
		TableDescription description = describe(aws, table);
		assertThat(description.keySchema()).extracting(KeySchemaElement::attributeName).containsExactly("id", "rank");
		assertThat(description.globalSecondaryIndexes()).extracting(GlobalSecondaryIndexDescription::indexName)
			.containsExactly("by-owner");
		assertThat(description.localSecondaryIndexes()).extracting(LocalSecondaryIndexDescription::indexName)
			.containsExactly("by-size");
	}

	@Test
	void itemsAreListedAsTheyAreStored(AwsEnvironment aws) {
		String table = aws.createTable(key("id", ScalarAttributeType.S));
		Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("1"), "v", AttributeValue.fromBool(true));
		aws.dynamoDb().putItem((request) -> request.tableName(table).item(item));
		assertThat(aws.items(table)).containsExactly(item);
	}

	@Test
	void whatAnEnvironmentCreatedGoesWithIt() throws Exception {
		try (RunningAws running = AwsBackend.IN_PROCESS.start()) {
			try (AwsEnvironment environment = new AwsEnvironment(running)) {
				environment.createTable(key("id", ScalarAttributeType.S));
				environment.newTableName();
				running.s3()
					.putObject((request) -> request.bucket(environment.bucket()).key("a"), RequestBody.fromString("b"));
			}
			assertThat(running.s3().listBuckets().buckets()).isEmpty();
			assertThat(running.dynamoDb().listTables().tableNames()).isEmpty();
		}
	}

	private static AttributeDefinition key(String name, ScalarAttributeType type) {
		return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
	}

	private static TableDescription describe(AwsEnvironment aws, String table) {
		return aws.dynamoDb().describeTable((request) -> request.tableName(table)).table();
	}

	@DynamoDbBean
	public static class Indexed {

		private String id;

		private Integer rank;

		private String owner;

		private Long size;

		@DynamoDbPartitionKey
		@DynamoDbSecondaryPartitionKey(indexNames = "by-size")
		public String getId() {
			return this.id;
		}

		public void setId(String id) {
			this.id = id;
		}

		@DynamoDbSortKey
		public Integer getRank() {
			return this.rank;
		}

		public void setRank(Integer rank) {
			this.rank = rank;
		}

		@DynamoDbSecondaryPartitionKey(indexNames = "by-owner")
		public String getOwner() {
			return this.owner;
		}

		public void setOwner(String owner) {
			this.owner = owner;
		}

		@DynamoDbSecondarySortKey(indexNames = "by-size")
		public Long getSize() {
			return this.size;
		}

		public void setSize(Long size) {
			this.size = size;
		}

	}

}
