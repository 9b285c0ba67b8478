package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Writes, deletes and reads entities by the protocol of this package.
 */
public final class EntityStore {

	private final ItemStore items;

	private final EntityWriter writer;

	private final EntityRemover remover;

	private final EntityReader reader;

	private final WriteResolver resolver;

	/**
	 * Creates the store.
	 * @param items sends requests to DynamoDB
	 * @param objects sends requests to S3
	 * @param settings the settings
	 * @param platform what is taken from the surroundings
	 * @param events publishes what happens
	 */
	public EntityStore(ItemStore items, ObjectStore objects, S3BackedSettings settings, Platform platform,
			EventPublisher events) {
		Locations locations = new Locations(settings);
		ParallelCalls parallel = new ParallelCalls(platform.executor());
		Leases leases = new Leases(platform, settings.writes().lease());
		UnmappedPointers unmapped = new UnmappedPointers(locations);
		PredecessorReader predecessors = new PredecessorReader(items, locations, unmapped);
		Committer committer = new Committer(items, platform, settings.writes().settleTimeout());
		CleanUp cleanUp = new CleanUp(objects, events);
		this.items = items;
		this.resolver = new WriteResolver(items, settings);
		this.writer = new EntityWriter(settings, platform, leases, predecessors,
				new Uploads(objects, locations, parallel), committer, locations, cleanUp);
		this.remover = new EntityRemover(settings, platform, leases, predecessors, committer, locations, cleanUp);
		this.reader = new EntityReader(settings, items, objects, locations, unmapped, parallel, events);
	}

	/**
	 * Writes an entity.
	 * @param entity its mapping
	 * @param instance the entity
	 * @param mode what is expected to be stored
	 * @param <T> the type of the entity
	 * @return the entity with what was generated on the way
	 */
	public <T> T write(S3BackedPersistentEntity<T> entity, T instance, WriteMode mode) {
		return this.writer.write(entity, instance, mode);
	}

	/**
	 * Checks what can be checked of a write before anything is sent.
	 * @param entity the mapping
	 * @param instance the entity
	 * @param <T> the type of the entity
	 * @throws RuntimeException what {@link #write} would throw
	 */
	public <T> void validate(S3BackedPersistentEntity<T> entity, T instance) {
		this.writer.begin(entity, instance);
	}

	/**
	 * Deletes an item and its objects.
	 * @param entity its mapping
	 * @param key its primary key
	 * @param version the version that it must have, or {@code null} for any
	 * @return whether there was one
	 */
	public boolean delete(S3BackedPersistentEntity<?> entity, PrimaryKey key, @Nullable Version version) {
		return this.remover.delete(entity, key, version);
	}

	/**
	 * Reads an entity.
	 * @param entity its mapping
	 * @param key its primary key
	 * @param <T> the type of the entity
	 * @return the entity, or empty
	 */
	public <T> Optional<T> find(S3BackedPersistentEntity<T> entity, PrimaryKey key) {
		return this.reader.find(entity, key);
	}

	/**
	 * Reads the entities that exist among the given keys.
	 * @param entity their mapping
	 * @param keys their primary keys
	 * @param unreadable gets each item that cannot be read by itself
	 * @param <T> the type of the entities
	 * @return the entities, in no particular order
	 */
	public <T> List<T> findAll(S3BackedPersistentEntity<T> entity, Collection<PrimaryKey> keys,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		List<PrimaryKey> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
		List<T> entities = new ArrayList<>();
		for (int from = 0; from < distinct.size(); from += ItemStore.MAX_BATCH) {
			List<PrimaryKey> batch = distinct.subList(from, Math.min(distinct.size(), from + ItemStore.MAX_BATCH));
			this.items.getAll(entity.tableName(), entity.tableKey(), batch)
				.values()
				.forEach((item) -> load(entity, item, unreadable).ifPresent(entities::add));
		}
		return entities;
	}

	/**
	 * Reads all entities of a table, each when the stream comes to it.
	 * @param entity their mapping
	 * @param unreadable gets each item that cannot be read by itself
	 * @param <T> the type of the entities
	 * @return the entities
	 */
	public <T> Stream<T> findAll(S3BackedPersistentEntity<T> entity,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		return this.items.scan(entity.tableName(), entity.tableKey(), null)
			.flatMap((item) -> load(entity, item, unreadable).stream());
	}

	/**
	 * Hands over only what is wrong with the item: where a service does not answer, the
	 * next item would fare no better, and might be told apart no more. The error of a
	 * service is the direct cause then; one that is about the item has ours in between.
	 */
	private <T> Optional<T> load(S3BackedPersistentEntity<T> entity, StoredItem item,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		try {
			return this.reader.load(entity, item);
		}
		catch (DataRetrievalFailureException | InvalidDataAccessApiUsageException
				| PermissionDeniedDataAccessException ex) {
			if (ex.getCause() instanceof SdkException) {
				throw ex;
			}
			unreadable.accept(item.id().key(), ex);
			return Optional.empty();
		}
	}

	/**
	 * Reads the keys of all items of a table.
	 * @param entity their mapping
	 * @return the primary keys
	 */
	public Stream<PrimaryKey> findKeys(S3BackedPersistentEntity<?> entity) {
		return this.items.scan(entity.tableName(), entity.tableKey(), entity.tableKey().names())
			.map((item) -> item.id().key());
	}

	/**
	 * Tells whether an item exists.
	 * @param entity its mapping
	 * @param key its primary key
	 * @return whether it does
	 */
	public boolean exists(S3BackedPersistentEntity<?> entity, PrimaryKey key) {
		return this.items.read(entity.id(key), entity.tableKey().names(), null).content().exists();
	}

	/**
	 * Counts the items of a table.
	 * @param entity their mapping
	 * @return their number
	 */
	public long count(S3BackedPersistentEntity<?> entity) {
		return this.items.count(entity.tableName());
	}

	/**
	 * Finds out what became of a write.
	 * @param entity the mapping
	 * @param key the primary key
	 * @param token the write
	 * @return what became of it
	 */
	public WriteResolution resolve(S3BackedPersistentEntity<?> entity, PrimaryKey key, Token token) {
		return this.resolver.resolve(entity.id(key), token);
	}

	/**
	 * Reads the pointers of an item.
	 * @param entity its mapping
	 * @param key its primary key
	 * @return the pointers by attribute name; empty if there is no item
	 */
	public Map<String, Pointer> findPointers(S3BackedPersistentEntity<?> entity, PrimaryKey key) {
		return this.reader.findPointers(entity, key);
	}

}
