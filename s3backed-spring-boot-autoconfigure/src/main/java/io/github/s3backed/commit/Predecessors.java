package io.github.s3backed.commit;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.mapping.S3BackedEntity;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ItemStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Learns what a write is about to replace.
 */
final class Predecessors {

	private final ItemStore items;

	private final Locations locations;

	Predecessors(ItemStore items, Locations locations) {
		this.items = items;
		this.locations = locations;
	}

	/**
	 * Reads the write record, the version and the pointers of an item.
	 */
	Predecessor find(S3BackedEntity<?> entity, PrimaryKey key) {
		Set<String> attributes = new TreeSet<>(entity.predecessorAttributes());
		attributes.add(WriteRecord.ATTRIBUTE);
		return predecessor(entity, key, this.items.get(entity.tableName(), entity.tableKey().toMap(key), attributes));
	}

	/**
	 * Reads an item with all its attributes: also those that the entity class does not
	 * have may point to objects. It costs no more, DynamoDB charges for the whole item.
	 */
	Predecessor findWhole(S3BackedEntity<?> entity, PrimaryKey key) {
		return predecessor(entity, key, this.items.get(entity.tableName(), entity.tableKey().toMap(key)));
	}

	private Predecessor predecessor(S3BackedEntity<?> entity, PrimaryKey key,
			Optional<Map<String, AttributeValue>> found) {
		return found
			.map((item) -> new Predecessor(item, record(entity, key, item),
					this.locations.ownPointers(entity, key, item)))
			.orElse(Predecessor.NONE);
	}

	static @Nullable WriteRecord record(S3BackedEntity<?> entity, PrimaryKey key, Map<String, AttributeValue> item) {
		try {
			return WriteRecord.from(item).orElse(null);
		}
		catch (IllegalArgumentException ex) {
			throw new CorruptObjectException(
					"The write record of " + entity.describe(key) + " cannot be read: " + ex.getMessage(), ex);
		}
	}

}
