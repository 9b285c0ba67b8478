package io.github.s3backed.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
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

	/**
	 * Returns where a scroll goes on after an item.
	 */
	KeysetScrollPosition positionAfter(PrimaryKey key) {
		Map<String, Object> values = new LinkedHashMap<>();
		this.tableKey.toMap(key).forEach((name, value) -> values.put(name, converter(name).transformTo(value)));
		return ScrollPosition.forward(values);
	}

	/**
	 * Returns the key that a scroll goes on after.
	 * @return the key, or {@code null} to begin
	 */
	@Nullable PrimaryKey keyOf(ScrollPosition position) {
		if (position.isInitial()) {
			return null;
		}
		if (!(position instanceof KeysetScrollPosition keyset) || keyset.scrollsBackward()
				|| !keyset.getKeys().keySet().equals(Set.copyOf(this.tableKey.names()))) {
			throw new IllegalArgumentException("Table '" + this.tableName + "' of " + this.type.getName()
					+ " can be scrolled forward from the values of its key attributes "
					+ String.join(" and ", this.tableKey.names()) + ", as in ScrollPosition.forward(…), but not from "
					+ kindOf(position));
		}
		Map<String, Object> values = keyset.getKeys();
		String sort = this.tableKey.sort();
		return primaryKey(key(values.get(this.tableKey.partition()), (sort != null) ? values.get(sort) : null));
	}

	// The values are the application's, and no business of logs.
	private static String kindOf(ScrollPosition position) {
		return (position instanceof KeysetScrollPosition keyset)
				? "a position " + keyset.getDirection() + " of " + String.join(" and ", keyset.getKeys().keySet())
				: "an offset";
	}

	@SuppressWarnings("unchecked")
	private AttributeConverter<Object> converter(String name) {
		return (AttributeConverter<Object>) (AttributeConverter<?>) this.schema.converterForAttribute(name);
	}

	private AttributeValue value(String name, Object value) {
		AttributeConverter<Object> converter = converter(name);
		Class<?> required = ClassUtils.resolvePrimitiveIfNecessary(converter.type().rawClass());
		if (!required.isInstance(value)) {
			throw new IllegalArgumentException("Key attribute '" + name + "' of " + this.type.getName() + " is of type "
					+ required.getName() + ", the given value of type " + value.getClass().getName());
		}
		return converter.transformFrom(value);
	}

}
