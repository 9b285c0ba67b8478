package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.mapping.StoredContents;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;
import io.github.s3backed.transfer.VerifyingReader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Reads entities: the item, then its objects in parallel. An object that is missing
 * because a writer has replaced the item in between makes the read start over, so that
 * all attributes are of one write.
 */
final class EntityReader {

	private final Log logger = LogFactory.getLog(EntityReader.class);

	private final S3BackedSettings settings;

	private final ItemStore items;

	private final ObjectStore objects;

	private final Locations locations;

	private final UnmappedPointers unmapped;

	private final ParallelCalls parallel;

	private final MissingObjects missing;

	private final Handles handles;

	private final S3BackedMetrics metrics;

	EntityReader(S3BackedSettings settings, ItemStore items, ObjectStore objects, Locations locations,
			UnmappedPointers unmapped, ParallelCalls parallel, MissingObjects missing, Handles handles,
			S3BackedMetrics metrics) {
		this.settings = settings;
		this.items = items;
		this.objects = objects;
		this.locations = locations;
		this.unmapped = unmapped;
		this.parallel = parallel;
		this.missing = missing;
		this.handles = handles;
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
				return Optional.of(decode(mapping, readable, contents(mapping, current)));
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
		if (before.equals(now)) {
			String attribute = mapping.attributeNames()
				.stream()
				.filter((name) -> isPointerTo(missing.location(), before.attribute(name)))
				.findFirst()
				.orElse("?");
			throw this.missing.dangling(mapping.type(), before.id(), attribute, missing);
		}
	}

	private static boolean isPointerTo(ObjectLocation location, @Nullable AttributeValue value) {
		return value != null && Pointer.isPointer(value) && Pointer.from(value).location().equals(location);
	}

	/**
	 * Downloads what the entity is to have at once, and makes handles of what it is to
	 * read later.
	 */
	private StoredContents contents(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		List<VerifyingReader> readers = new ArrayList<>();
		Map<String, StoredObject> objects = new HashMap<>();
		pointers(mapping, item).forEach((name, pointer) -> {
			this.locations.requireReadable(name, pointer.location(), item.id());
			VerifyingReader reader = new VerifyingReader(name, pointer);
			reader.requirePlausible();
			if (mapping.attribute(name).lazy()) {
				objects.put(name, handle(mapping, item.id(), name, pointer));
			}
			else {
				reader.requireAtMost(this.settings.contents().maxAttributeSize());
				readers.add(reader);
			}
		});
		return new StoredContents(download(mapping.type(), readers), objects);
	}

	private Map<String, byte[]> download(Class<?> type, List<VerifyingReader> readers) {
		Map<String, byte[]> contents = new HashMap<>();
		if (!readers.isEmpty()) {
			List<Callable<byte[]>> calls = new ArrayList<>();
			readers.forEach((reader) -> calls.add(() -> this.handles.read(type, reader)));
			List<byte[]> bytes = this.parallel.callAll(calls);
			for (int i = 0; i < bytes.size(); i++) {
				contents.put(readers.get(i).attribute(), bytes.get(i));
			}
		}
		return contents;
	}

	private StoredObject handle(S3BackedPersistentEntity<?> mapping, ItemId id, String name, Pointer pointer) {
		return new StoredObject(id, mapping.type(), name, pointer, this.locations.keyOf(pointer.location(), id),
				this.handles);
	}

	/**
	 * Gives an entity that was written handles in place of what was streamed from it,
	 * which can perhaps not be read again. A class that does not take them keeps what it
	 * has: the write was applied.
	 */
	<T> T withHandles(Put put, S3BackedPersistentEntity<T> mapping, T entity, ItemChange committed) {
		Map<String, StoredObject> objects = new HashMap<>();
		StoredItem item = new StoredItem(put.id(), Objects.requireNonNull(committed.item()));
		for (Content content : put.contents()) {
			if (content.source() instanceof StreamedContent || content.source() instanceof UploadedObject) {
				item.pointer(content.name())
					.ifPresent((pointer) -> objects.put(content.name(),
							handle(mapping, put.id(), content.name(), pointer)));
			}
		}
		try {
			return mapping.withHandles(entity, objects);
		}
		catch (RuntimeException ex) {
			this.logger.debug("The " + put.id() + " was written, and its entity keeps its own resources", ex);
			return entity;
		}
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

	private static <T> T decode(S3BackedPersistentEntity<T> mapping, StoredItem item, StoredContents contents) {
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
