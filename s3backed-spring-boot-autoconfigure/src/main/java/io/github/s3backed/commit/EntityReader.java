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
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Reads entities: the item, then its objects in parallel. An object that is missing
 * because a writer has replaced the item in between makes the read start over, so that
 * all attributes are of one write.
 */
final class EntityReader {

	private final S3BackedSettings settings;

	private final ItemStore items;

	private final ObjectStore objects;

	private final Locations locations;

	private final UnmappedPointers unmapped;

	private final ParallelCalls parallel;

	private final EventPublisher events;

	EntityReader(S3BackedSettings settings, ItemStore items, ObjectStore objects, Locations locations,
			UnmappedPointers unmapped, ParallelCalls parallel, EventPublisher events) {
		this.settings = settings;
		this.items = items;
		this.objects = objects;
		this.locations = locations;
		this.unmapped = unmapped;
		this.parallel = parallel;
		this.events = events;
	}

	<T> Optional<T> find(S3BackedPersistentEntity<T> entity, PrimaryKey key) {
		return item(entity, key).flatMap((item) -> load(entity, item));
	}

	private Optional<Map<String, AttributeValue>> item(S3BackedPersistentEntity<?> entity, PrimaryKey key) {
		return this.items.get(entity.tableName(), entity.tableKey().toMap(key));
	}

	/**
	 * Makes an entity from an item that was read a moment ago.
	 * @return the entity, or empty if the item has been deleted since
	 */
	<T> Optional<T> load(S3BackedPersistentEntity<T> entity, Map<String, AttributeValue> item) {
		PrimaryKey key = keyOf(entity, item);
		Map<String, AttributeValue> current = item;
		for (int restarts = 0; restarts <= this.settings.reads().maxRestarts(); restarts++) {
			try {
				PlainContents.require(entity, key, current);
				Map<String, AttributeValue> readable = this.unmapped.readable(entity, key, current);
				return Optional.of(decode(entity, key, readable, download(entity, key, current)));
			}
			catch (ObjectUnavailableException ex) {
				Optional<Map<String, AttributeValue>> again = item(entity, key);
				if (again.isEmpty()) {
					return Optional.empty();
				}
				requireChanged(entity, key, current, again.get(), ex);
				current = again.get();
			}
		}
		throw new TransientDataAccessResourceException(
				"The " + entity.describe(key) + " changed each time while it was read; see s3backed.max-read-restarts");
	}

	/**
	 * Returns the key of an item that a scan has found.
	 */
	static PrimaryKey keyOf(S3BackedPersistentEntity<?> entity, Map<String, AttributeValue> item) {
		try {
			return entity.tableKey().keyOf(item);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidDataAccessApiUsageException("Table '" + entity.tableName()
					+ "' has another primary key than the entity: that of " + entity.type().getName() + " is "
					+ entity.tableKey().names()
					+ ", and an item lacks it. Correct @DynamoDbPartitionKey, @DynamoDbSortKey or @DynamoDbAttribute on the entity, or its"
					+ " table", ex);
		}
	}

	private void requireChanged(S3BackedPersistentEntity<?> entity, PrimaryKey key, Map<String, AttributeValue> before,
			Map<String, AttributeValue> now, ObjectUnavailableException missing) {
		if (!before.equals(now)) {
			return;
		}
		String attribute = entity.attributeNames()
			.stream()
			.filter((name) -> before.containsKey(name) && Pointer.isPointer(before.get(name))
					&& Pointer.from(before.get(name)).location().equals(missing.location()))
			.findFirst()
			.orElse("?");
		String pointing = "Attribute '" + attribute + "' of " + entity.describe(key) + " points to "
				+ missing.location();
		if (missing.isForbidden()) {
			throw new PermissionDeniedDataAccessException(
					pointing + ", which S3 forbids to read: grant s3:GetObject,"
							+ " and s3:ListBucket too, without which S3 forbids an object that is missing",
					missing.getCause());
		}
		this.events.publish(new DanglingPointerEvent(entity.tableName(), attribute, missing.location().uri()));
		throw new DanglingPointerException(pointing
				+ ", which is not there. Restore it from a version of the bucket, or"
				+ " delete the entity by its key and save it anew: a save alone takes what is unchanged for stored."
				+ " See the bucket's lifecycle rules", missing.getCause());
	}

	private Map<String, byte[]> download(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		List<VerifyingReader> contents = contents(entity, key, item);
		Map<String, byte[]> result = new HashMap<>();
		if (!contents.isEmpty()) {
			List<Callable<byte[]>> calls = new ArrayList<>();
			contents.forEach((content) -> calls.add(() -> get(content)));
			List<byte[]> bytes = this.parallel.callAll(calls);
			for (int i = 0; i < bytes.size(); i++) {
				result.put(contents.get(i).attribute(), bytes.get(i));
			}
		}
		return result;
	}

	private byte[] get(VerifyingReader content) {
		return this.objects.get(content.pointer().location(), content);
	}

	private List<VerifyingReader> contents(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		List<VerifyingReader> contents = new ArrayList<>();
		pointers(entity, key, item).forEach((name, pointer) -> {
			this.locations.requireReadable(name, pointer.location(), entity, key);
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
	private static Map<String, Pointer> pointers(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		Map<String, Pointer> pointers = new LinkedHashMap<>();
		for (String name : entity.attributeNames()) {
			AttributeValue value = item.get(name);
			if (value != null && value.hasM()) {
				pointers.put(name, Locations.pointer(entity, key, name, value));
			}
		}
		return pointers;
	}

	private static <T> T decode(S3BackedPersistentEntity<T> entity, PrimaryKey key, Map<String, AttributeValue> item,
			Map<String, byte[]> contents) {
		try {
			return entity.decode(item, contents);
		}
		catch (RuntimeException ex) {
			throw new DataRetrievalFailureException("The " + entity.describe(key) + " cannot be read as "
					+ entity.type().getName() + ": " + ex.getMessage(), ex);
		}
	}

	Map<String, Pointer> findPointers(S3BackedPersistentEntity<?> entity, PrimaryKey key) {
		return item(entity, key).map((item) -> pointers(entity, key, item)).orElse(Map.of());
	}

}
