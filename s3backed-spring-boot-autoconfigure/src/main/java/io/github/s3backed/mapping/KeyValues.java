package io.github.s3backed.mapping;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.util.ClassUtils;

/**
 * Makes keys from what callers give, and refuses what does not fit the table's.
 *
 * @param type the entity class
 * @param tableName the table
 * @param tableKey the names of its key attributes
 * @param schema the schema, which has their converters
 */
record KeyValues(Class<?> type, String tableName, TableKey tableKey, TableSchema<?> schema) {

	PrimaryKey primaryKey(Key key) {
		if (key.sortKeyValue().isPresent() != (this.tableKey.sort() != null)) {
			throw new IllegalArgumentException(
					"Table '" + this.tableName + "' of " + this.type.getName() + ((this.tableKey.sort() != null)
							? " has a sort key, the given key has none" : " has no sort key, the given key has one"));
		}
		return this.tableKey.keyOf(key.primaryKeyMap(this.schema));
	}

	Key key(Object partition, @Nullable Object sort) {
		Key.Builder key = Key.builder().partitionValue(value(this.tableKey.partition(), partition));
		if (sort == null) {
			return key.build();
		}
		if (this.tableKey.sort() == null) {
			throw new IllegalArgumentException(
					"Table '" + this.tableName + "' of " + this.type.getName() + " has no sort key");
		}
		return key.sortValue(value(this.tableKey.sort(), sort)).build();
	}

	@SuppressWarnings("unchecked")
	private AttributeValue value(String name, Object value) {
		AttributeConverter<Object> converter = (AttributeConverter<Object>) (AttributeConverter<?>) this.schema
			.converterForAttribute(name);
		Class<?> required = ClassUtils.resolvePrimitiveIfNecessary(converter.type().rawClass());
		if (!required.isInstance(value)) {
			throw new IllegalArgumentException("Key attribute '" + name + "' of " + this.type.getName() + " is of type "
					+ required.getName() + ", the given value of type " + value.getClass().getName());
		}
		return converter.transformFrom(value);
	}

}
