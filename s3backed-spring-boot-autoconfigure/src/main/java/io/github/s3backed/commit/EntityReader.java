package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.event.DanglingPointerEvent;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;
import io.github.s3backed.store.WriterRegion;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Reads entities: the item, then its objects in parallel. An object that is missing
 * because a writer has replaced the item in between makes the read start over, so that
 * all attributes are of one write.
 */
final class EntityReader {

	private final S3BackedSettings settings;

	private final WriterRegion writerRegion;

	private final ItemStore items;

	private final ObjectStore objects;

	private final Locations locations;

	private final UnmappedPointers unmapped;

	private final ParallelCalls parallel;

	private final EventPublisher events;

	private final S3BackedMetrics metrics;

	EntityReader(S3BackedSettings settings, WriterRegion writerRegion, ItemStore items, ObjectStore objects,
			Locations locations, UnmappedPointers unmapped, ParallelCalls parallel, EventPublisher events,
			S3BackedMetrics metrics) {
		this.settings = settings;
		this.writerRegion = writerRegion;
		this.items = items;
		this.objects = objects;
		this.locations = locations;
		this.unmapped = unmapped;
		this.parallel = parallel;
		this.events = events;
		this.metrics = metrics;
	}

	<T> Optional<T> find(S3BackedPersistentEntity<T> mapping, PrimaryKey key) {
		StoredItem item = this.items.read(mapping.id(key)).content();
		return item.exists() ? load(mapping, item) : Optional.empty();
	}

	/**
	 * Makes an entity from an item that was read a moment ago.
	 * @return the entity, or empty if the item has been deleted since
	 */
	<T> Optional<T> load(S3BackedPersistentEntity<T> mapping, StoredItem item) {
		StoredItem current = item;
		for (int restarts = 0; restarts <= this.settings.reads().maxRestarts(); restarts++) {
			try {
				PlainContents.require(mapping, current);
				StoredItem readable = this.unmapped.readable(mapping, current);
				return Optional.of(decode(mapping, readable, download(mapping, current)));
			}
			catch (ObjectUnavailableException ex) {
				StoredItem again = this.items.read(item.id()).content();
				if (!again.exists()) {
					return Optional.empty();
				}
				requireChanged(mapping, current, again, ex);
				this.metrics.readRestarted(mapping.type());
				current = again;
			}
		}
		throw new TransientDataAccessResourceException(
				"The " + item.id() + " changed each time while it was read; see s3backed.max-read-restarts");
	}

	private void requireChanged(S3BackedPersistentEntity<?> mapping, StoredItem before, StoredItem now,
			ObjectUnavailableException missing) {
		if (!before.equals(now)) {
			return;
		}
		String attribute = mapping.attributeNames()
			.stream()
			.filter((name) -> isPointerTo(missing.location(), before.attribute(name)))
			.findFirst()
			.orElse("?");
		String pointing = "Attribute '" + attribute + "' of " + before.id() + " points to " + missing.location();
		if (missing.isForbidden()) {
			throw new PermissionDeniedDataAccessException(
					pointing + ", which S3 forbids to read: grant s3:GetObject,"
							+ " and s3:ListBucket too, without which S3 forbids an object that is missing",
					missing.getCause());
		}
		this.metrics.danglingPointer(mapping.type());
		this.events.publish(new DanglingPointerEvent(mapping.tableName(), attribute, missing.location().uri()));
		throw new DanglingPointerException(pointing + ", which is not there. " + remedy(), missing.getCause());
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

	private static boolean isPointerTo(ObjectLocation location, @Nullable AttributeValue value) {
		return value != null && Pointer.isPointer(value) && Pointer.from(value).location().equals(location);
	}

	private Map<String, byte[]> download(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		List<VerifyingReader> contents = contents(mapping, item);
		Map<String, byte[]> result = new HashMap<>();
		if (!contents.isEmpty()) {
			List<Callable<byte[]>> calls = new ArrayList<>();
			contents.forEach((content) -> calls.add(() -> get(mapping.type(), content)));
			List<byte[]> bytes = this.parallel.callAll(calls);
			for (int i = 0; i < bytes.size(); i++) {
				result.put(contents.get(i).attribute(), bytes.get(i));
			}
		}
		return result;
	}

	private byte[] get(Class<?> entity, VerifyingReader content) {
		Pointer pointer = content.pointer();
		this.metrics.bytesInFlight(pointer.stored());
		try {
			byte[] bytes = this.objects.get(pointer.location(), content);
			this.metrics.downloaded(entity, pointer.size(), pointer.stored());
			return bytes;
		}
		finally {
			this.metrics.bytesInFlight(-pointer.stored());
		}
	}

	private List<VerifyingReader> contents(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		List<VerifyingReader> contents = new ArrayList<>();
		pointers(mapping, item).forEach((name, pointer) -> {
			this.locations.requireReadable(name, pointer.location(), item.id());
			VerifyingReader content = new VerifyingReader(name, pointer);
			content.requirePlausible(this.settings.contents().maxAttributeSize());
			contents.add(content);
		});
		return contents;
	}

	/**
	 * Returns the pointers of an item. An S3-backed attribute that is a string or binary
	 * was written before it became S3-backed, and has its value in the item.
	 */
	private static Map<String, Pointer> pointers(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		Map<String, Pointer> pointers = new LinkedHashMap<>();
		for (String name : mapping.attributeNames()) {
			AttributeValue value = item.attribute(name);
			if (value != null && value.hasM()) {
				pointers.put(name, item.pointer(name, value));
			}
		}
		return pointers;
	}

	private static <T> T decode(S3BackedPersistentEntity<T> mapping, StoredItem item, Map<String, byte[]> contents) {
		try {
			return mapping.decode(item.attributes(), contents);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException(
					"The " + item.id() + " cannot be read as " + mapping.type().getName() + ": " + ex.getMessage(), ex);
		}
	}

	Map<String, Pointer> findPointers(S3BackedPersistentEntity<?> mapping, PrimaryKey key) {
		return pointers(mapping, this.items.read(mapping.id(key)).content());
	}

}
