package io.github.s3backed.commit;

import java.util.List;

import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.WriteRecord;
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
	 * Nothing is read for a change that creates the item.
	 */
	Predecessor find(Change change, Lease lease) {
		if (change.isCreate()) {
			return Predecessor.none(change.id());
		}
		Lease.Request request = lease.watch();
		Answer<StoredItem> answer = this.items.read(change.id());
		request.answered(answer.date());
		lease.require();
		StoredItem item = answer.content();
		item.writeRecord();
		return new Predecessor(item, this.locations.ownPointers(change.mapping(), item));
	}

	/**
	 * Asks DynamoDB for its time, unless it has said it, before a content is read that
	 * can be read but once: a write of the wrong time begins anew.
	 */
	void compareTimeBeforeReading(Write write) {
		boolean once = write.change()
			.contents()
			.stream()
			.anyMatch((content) -> content.source() instanceof StreamedContent stream && stream.isOnce());
		if (once && !write.lease().isCompared()) {
			askTime(write);
			write.lease().require();
		}
	}

	/**
	 * Asks DynamoDB for its time where S3's contradicts that of the write.
	 */
	void compareTime(Write write) {
		if (write.lease().isDoubted()) {
			askTime(write);
		}
	}

	private void askTime(Write write) {
		Lease.Request request = write.lease().watch();
		request.answered(this.items.read(write.change().id(), List.of(WriteRecord.ATTRIBUTE), null).date());
	}

	/**
	 * Refuses a write that would drop what only the item leads to.
	 */
	void requireKept(Put put, Predecessor predecessor) {
		this.unmapped.requireKept(put, predecessor);
	}

}
