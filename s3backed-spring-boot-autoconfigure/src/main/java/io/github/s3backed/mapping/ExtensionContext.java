package io.github.s3backed.mapping;

import java.util.Map;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbExtensionContext;
import software.amazon.awssdk.enhanced.dynamodb.OperationContext;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.internal.operations.OperationName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tells the Enhanced Client's extensions about an item that is put or read. The name of
 * the operation is of an internal type, which the SDK's public interface asks for.
 */
record ExtensionContext(String tableName, TableSchema<?> tableSchema, Map<String, AttributeValue> items)
		implements
			DynamoDbExtensionContext.BeforeWrite,
			DynamoDbExtensionContext.AfterRead,
			OperationContext {

	@Override
	public OperationContext operationContext() {
		return this;
	}

	@Override
	public TableMetadata tableMetadata() {
		return this.tableSchema.tableMetadata();
	}

	@Override
	public OperationName operationName() {
		return OperationName.PUT_ITEM;
	}

	@Override
	public String indexName() {
		return TableMetadata.primaryIndexName();
	}

}
