package io.github.s3backed.commit;

import java.util.Map;
import java.util.Optional;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.Answer;
import io.github.s3backed.store.ItemStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Learns what a write is about to replace.
 */
final class PredecessorReader {

	private final ItemStore items;

	private final Locations locations;

	private final UnmappedPointers unmapped;

	PredecessorReader(ItemStore items, Locations locations, UnmappedPointers unmapped) {
		this.items = items;
		this.locations = locations;
		this.unmapped = unmapped;
	}

	/**
	 * Reads an item with all its attributes: also those that the entity class does not
	 * have may point to objects. It costs no more, DynamoDB charges for the whole item.
	 */
	Predecessor find(S3BackedPersistentEntity<?> entity, PrimaryKey key, Lease lease) {
		Lease.Request request = lease.watch();
		Answer<Optional<Map<String, AttributeValue>>> answer = this.items.read(entity.tableName(),
				entity.tableKey().toMap(key));
		request.answered(answer.date());
		lease.require();
		return answer.content()
			.map((item) -> new Predecessor(item, record(entity, key, item),
					this.locations.ownPointers(entity, key, item)))
			.orElse(Predecessor.NONE);
	}

	/**
	 * Refuses a write that would drop what only the item leads to.
	 */
	void requireKept(Write write, Predecessor predecessor) {
		this.unmapped.requireKept(write, predecessor);
	}

	static @Nullable WriteRecord record(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		try {
			return WriteRecord.from(item).orElse(null);
		}
		catch (IllegalArgumentException ex) {
			throw new CorruptObjectException(
					"The write record of " + entity.describe(key) + " cannot be read: " + ex.getMessage(), ex);
		}
	}

}
