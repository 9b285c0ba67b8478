package io.github.s3backed.commit;

import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.store.Answer;
import io.github.s3backed.store.ItemStore;

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
	Predecessor find(S3BackedPersistentEntity<?> mapping, PrimaryKey key, Lease lease) {
		Lease.Request request = lease.watch();
		Answer<StoredItem> answer = this.items.read(mapping.id(key));
		request.answered(answer.date());
		lease.require();
		StoredItem item = answer.content();
		item.writeRecord();
		return new Predecessor(item, this.locations.ownPointers(mapping, item));
	}

	/**
	 * Refuses a write that would drop what only the item leads to.
	 */
	void requireKept(Write write, Predecessor predecessor) {
		this.unmapped.requireKept(write, predecessor);
	}

}
