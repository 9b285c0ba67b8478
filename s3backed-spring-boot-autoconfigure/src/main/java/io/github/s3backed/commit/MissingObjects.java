package io.github.s3backed.commit;

import java.util.Optional;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.SupersededContentException;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.event.DanglingPointerEvent;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectUnavailableException;
import io.github.s3backed.store.WriterRegion;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Says why an object is not there.
 */
final class MissingObjects {

	private final ItemStore items;

	private final WriterRegion writerRegion;

	private final EventPublisher events;

	private final S3BackedMetrics metrics;

	MissingObjects(ItemStore items, WriterRegion writerRegion, EventPublisher events, S3BackedMetrics metrics) {
		this.items = items;
		this.writerRegion = writerRegion;
		this.events = events;
		this.metrics = metrics;
	}

	/**
	 * Asks the item of a handle what became of its object.
	 */
	DataAccessException failure(StoredObject object, ObjectUnavailableException missing) {
		String content = "The content of attribute '" + object.attribute() + "' of " + object.item() + ", in "
				+ object.location() + ", is gone: ";
		StoredItem item = this.items.read(object.item()).content();
		if (!item.exists()) {
			return new SupersededContentException(content + "the item was deleted since it was read",
					missing.getCause());
		}
		if (!pointsTo(item, object)) {
			return new SupersededContentException(
					content + "a later write has replaced it; read the entity again, or"
							+ " have replaced objects kept for a while with s3backed.superseded-retention",
					missing.getCause());
		}
		return dangling(object.entityType(), object.item(), object.attribute(), missing);
	}

	private static boolean pointsTo(StoredItem item, StoredObject object) {
		try {
			Optional<Pointer> pointer = item.pointer(object.attribute());
			return pointer.filter((it) -> it.location().equals(object.location())).isPresent();
		}
		catch (CorruptObjectException ex) {
			return false;
		}
	}

	/**
	 * Says that an item points to what is not there.
	 */
	DataAccessException dangling(Class<?> entity, ItemId id, String attribute, ObjectUnavailableException missing) {
		ObjectLocation location = missing.location();
		String pointing = "Attribute '" + attribute + "' of " + id + " points to " + location;
		if (missing.isForbidden()) {
			return new PermissionDeniedDataAccessException(
					pointing + ", which S3 forbids to read: grant s3:GetObject,"
							+ " and s3:ListBucket too, without which S3 forbids an object that is missing",
					missing.getCause());
		}
		this.metrics.danglingPointer(entity);
		this.events.publish(new DanglingPointerEvent(id.table(), attribute, location.uri()));
		return new DanglingPointerException(pointing + ", which is not there. " + remedy(), missing.getCause());
	}

	private String remedy() {
		String restoring = "Restore it from a version of the bucket, or delete the entity by its key and save it anew: a"
				+ " save alone takes what is unchanged for stored. See the bucket's lifecycle rules";
		return !this.writerRegion.isElsewhere() ? restoring : "This application only reads, in the region '"
				+ this.writerRegion.own() + "', and may be behind '" + this.writerRegion.declared()
				+ "', which writes (s3backed.writer-region): the table's replica"
				+ " shows what was replaced or deleted there, or S3 replication has not copied the object yet."
				+ " Read again later; s3backed.superseded-retention, set where writes go, keeps replaced objects"
				+ " until the replica has followed. If it stays missing, go to the region that writes. " + restoring;
	}

}
