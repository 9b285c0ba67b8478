package io.github.s3backed.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import software.amazon.awssdk.enhanced.dynamodb.IndexMetadata;
import software.amazon.awssdk.enhanced.dynamodb.KeyAttributeMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * Requests that create tables, billed per request.
 */
final class TableRequests {

	private static final Projection EVERYTHING = Projection.builder().projectionType(ProjectionType.ALL).build();

	private TableRequests() {
	}

	static CreateTableRequest of(String name, AttributeDefinition hash, AttributeDefinition... range) {
		List<KeySchemaElement> schema = keySchema(List.of(hash.attributeName()),
				Stream.of(range).map(AttributeDefinition::attributeName).toList());
		return CreateTableRequest.builder()
			.tableName(name)
			.attributeDefinitions(Stream.concat(Stream.of(hash), Stream.of(range)).toList())
			.keySchema(schema)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.build();
	}

	/**
	 * The table that a schema describes, with its secondary indexes.
	 */
	static CreateTableRequest of(String name, TableMetadata metadata) {
		List<GlobalSecondaryIndex> global = new ArrayList<>();
		List<LocalSecondaryIndex> local = new ArrayList<>();
		metadata.indices()
			.stream()
			.filter((index) -> !index.name().equals(TableMetadata.primaryIndexName()))
			.forEach((index) -> addIndex(metadata, index, global, local));
		return CreateTableRequest.builder()
			.tableName(name)
			.attributeDefinitions(metadata.keyAttributes()
				.stream()
				.filter((attribute) -> isInAnIndex(metadata, attribute))
				.map(TableRequests::definition)
				.toList())
			.keySchema(keySchema(metadata, TableMetadata.primaryIndexName()))
			.globalSecondaryIndexes(global.isEmpty() ? null : global)
			.localSecondaryIndexes(local.isEmpty() ? null : local)
			.billingMode(BillingMode.PAY_PER_REQUEST)
			.build();
	}

	/**
	 * The Enhanced Client counts a version among the key attributes, DynamoDB does not.
	 */
	private static boolean isInAnIndex(TableMetadata metadata, KeyAttributeMetadata attribute) {
		return metadata.indices()
			.stream()
			.flatMap((index) -> keySchema(metadata, index.name()).stream())
			.anyMatch((element) -> element.attributeName().equals(attribute.name()));
	}

	private static void addIndex(TableMetadata metadata, IndexMetadata index, List<GlobalSecondaryIndex> global,
			List<LocalSecondaryIndex> local) {
		List<KeySchemaElement> schema = keySchema(metadata, index.name());
		if (metadata.indexPartitionKeys(index.name()).equals(List.of(metadata.primaryPartitionKey()))) {
			local.add(LocalSecondaryIndex.builder()
				.indexName(index.name())
				.keySchema(schema)
				.projection(EVERYTHING)
				.build());
		}
		else {
			global.add(GlobalSecondaryIndex.builder()
				.indexName(index.name())
				.keySchema(schema)
				.projection(EVERYTHING)
				.build());
		}
	}

	private static List<KeySchemaElement> keySchema(TableMetadata metadata, String index) {
		return keySchema(metadata.indexPartitionKeys(index), metadata.indexSortKeys(index));
	}

	private static List<KeySchemaElement> keySchema(List<String> hash, List<String> range) {
		return Stream
			.concat(hash.stream().map((name) -> element(name, KeyType.HASH)),
					range.stream().map((name) -> element(name, KeyType.RANGE)))
			.toList();
	}

	private static KeySchemaElement element(String name, KeyType type) {
		return KeySchemaElement.builder().attributeName(name).keyType(type).build();
	}

	private static AttributeDefinition definition(KeyAttributeMetadata key) {
		return AttributeDefinition.builder()
			.attributeName(key.name())
			.attributeType(key.attributeValueType().scalarAttributeType())
			.build();
	}

}
