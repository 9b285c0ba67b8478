package io.github.s3backed.pointer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The names of a table's key attributes.
 *
 * @param partition the partition key's name
 * @param sort the sort key's name, or {@code null} if the table has none
 */
public record TableKey(String partition, @Nullable String sort) {

	/**
	 * Tells whether an item of the table can have a primary key: it has the parts that
	 * the table's has, of the types that are known, and none is empty.
	 * @param key the key
	 * @param types the types of key attributes, as far as they are known: {@code S},
	 * {@code N} or {@code B}
	 * @return whether it can
	 */
	public boolean fits(PrimaryKey key, Map<String, String> types) {
		return fits(this.partition, key.partition(), types) && (key.sort() != null) == (this.sort != null)
				&& (this.sort == null || key.sort() == null || fits(this.sort, key.sort(), types));
	}

	private static boolean fits(String name, AttributeValue value, Map<String, String> types) {
		return !isEmpty(value) && value.type().name().equals(types.getOrDefault(name, value.type().name()));
	}

	private static boolean isEmpty(AttributeValue value) {
		return "".equals(value.s()) || (value.b() != null && value.b().asByteArrayUnsafe().length == 0);
	}

	/**
	 * Returns the names.
	 * @return one or two names
	 */
	public List<String> names() {
		return (this.sort != null) ? List.of(this.partition, this.sort) : List.of(this.partition);
	}

	/**
	 * Returns the primary key of an item.
	 * @param item the item
	 * @return its key
	 * @throws IllegalArgumentException if a part of it is missing or empty
	 */
	public PrimaryKey keyOf(Map<String, AttributeValue> item) {
		return new PrimaryKey(required(item, this.partition), (this.sort != null) ? required(item, this.sort) : null);
	}

	private static AttributeValue required(Map<String, AttributeValue> item, String name) {
		AttributeValue value = item.get(name);
		if (value == null || Boolean.TRUE.equals(value.nul())) {
			throw new IllegalArgumentException("Key attribute '" + name + "' must not be null");
		}
		if (isEmpty(value)) {
			throw new IllegalArgumentException("Key attribute '" + name + "' must not be empty");
		}
		return value;
	}

	/**
	 * Returns a primary key in the form of the AWS SDK.
	 * @param key the key
	 * @return its attributes
	 */
	public Map<String, AttributeValue> toMap(PrimaryKey key) {
		return (this.sort == null || key.sort() == null) ? Map.of(this.partition, key.partition())
				: Map.of(this.partition, key.partition(), this.sort, key.sort());
	}

}
