package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.s3backed.DirectUpload;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectStores;
import io.github.s3backed.store.WriterRegion;
import io.github.s3backed.transfer.ContentCopies;
import io.github.s3backed.transfer.StreamUploads;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.data.domain.Window;

/**
 * Writes, deletes and reads entities by the protocol of this package.
 */
public final class EntityStore {

	private final ItemStore items;

	private final Leases leases;

	private final WriteLimits limits;

	private final WriteExecutor executor;

	private final Handles handles;

	private final Tickets tickets;

	private final EntityReader reader;

	private final WriteResolver resolver;

	/**
	 * Creates the store.
	 * @param items sends requests to DynamoDB
	 * @param objects sends requests to S3
	 * @param settings the settings
	 * @param places knows where the objects of each table are; is told of an entity
	 * before this is
	 * @param writerRegion which region writes
	 * @param platform what is taken from the surroundings
	 * @param events publishes what happens
	 * @param metrics counts what happens, and never throws
	 */
	public EntityStore(ItemStore items, ObjectStores objects, S3BackedSettings settings, Places places,
			WriterRegion writerRegion, Platform platform, EventPublisher events, S3BackedMetrics metrics) {
		Locations locations = new Locations(places, settings.storage().readLocations());
		ParallelCalls parallel = new ParallelCalls(platform.executor());
		UnmappedPointers unmapped = new UnmappedPointers(locations);
		MissingObjects missing = new MissingObjects(items, writerRegion, events, metrics);
		long maxAttributeSize = settings.contents().maxAttributeSize();
		this.handles = new Handles(objects.objects(), missing, new Backoff(platform), maxAttributeSize, metrics);
		this.items = items;
		this.leases = new Leases(platform, settings.writes().lease());
		this.tickets = new Tickets(this.leases, locations);
		this.limits = new WriteLimits(maxAttributeSize, this.handles, locations);
		this.executor = new WriteExecutor(settings.writes(), platform, this.leases,
				new PredecessorReader(items, locations, unmapped),
				new Uploads(objects.objects(),
						new StreamUploads(objects.objects(), objects.multipart(), parallel, settings.uploads(),
								platform.partDivisor(), metrics::bytesInFlight),
						new ContentCopies(objects.objects(), objects.multipart(), objects.copies()), this.handles,
						locations, parallel, metrics),
				new Committer(items, platform, settings.writes().settleTimeout()), locations,
				new CleanUp(objects.objects(), objects.multipart(), events, metrics), metrics);
		this.reader = new EntityReader(settings, items, objects.objects(), locations, unmapped, parallel, missing,
				this.handles, metrics);
		this.resolver = new WriteResolver(items, settings);
	}

	/**
	 * Writes an entity.
	 * @param mapping its mapping
	 * @param entity the entity
	 * @param mode what is expected to be stored
	 * @param <T> the type of the entity
	 * @return the entity with what was generated on the way
	 */
	public <T> T write(S3BackedPersistentEntity<T> mapping, T entity, WriteMode mode) {
		Put put = new Put(mapping, mapping.encode(entity), mode);
		Lease lease = this.leases.begin();
		this.limits.require(put, lease.token());
		Supplier<T> written = mapping.withGenerated(entity, put.encoded());
		Optional<ItemChange> committed = this.executor.execute(put, lease);
		T entityWritten = written.get();
		return committed.map((it) -> this.reader.withHandles(put, mapping, entityWritten, it)).orElse(entityWritten);
	}

	/**
	 * Checks what can be checked of a write before anything is sent.
	 * @param mapping the mapping
	 * @param entity the entity
	 * @param <T> the type of the entity
	 * @throws RuntimeException what {@link #write} would throw
	 */
	public <T> void validate(S3BackedPersistentEntity<T> mapping, T entity) {
		Put put = new Put(mapping, mapping.encode(entity), WriteMode.SAVE);
		this.limits.require(put, this.leases.begin().token());
	}

	/**
	 * Deletes an item and its objects.
	 * @param mapping its mapping
	 * @param key its primary key
	 * @param version the version that it must have, or {@code null} for any
	 * @return whether there was one
	 */
	public boolean delete(S3BackedPersistentEntity<?> mapping, PrimaryKey key, @Nullable Version version) {
		return this.executor.execute(new Delete(mapping, mapping.id(key), version), this.leases.begin()).isPresent();
	}

	/**
	 * Reads an entity.
	 * @param mapping its mapping
	 * @param key its primary key
	 * @param <T> the type of the entity
	 * @return the entity, or empty
	 */
	public <T> Optional<T> find(S3BackedPersistentEntity<T> mapping, PrimaryKey key) {
		return this.reader.find(mapping, key);
	}

	/**
	 * Reads the entities that exist among the given keys.
	 * @param mapping their mapping
	 * @param keys their primary keys
	 * @param unreadable gets each item that cannot be read by itself
	 * @param <T> the type of the entities
	 * @return the entities, in no particular order
	 */
	public <T> List<T> findAll(S3BackedPersistentEntity<T> mapping, Collection<PrimaryKey> keys,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		List<PrimaryKey> distinct = new ArrayList<>(new LinkedHashSet<>(keys));
		List<T> entities = new ArrayList<>();
		for (int from = 0; from < distinct.size(); from += ItemStore.MAX_BATCH) {
			List<PrimaryKey> batch = distinct.subList(from, Math.min(distinct.size(), from + ItemStore.MAX_BATCH));
			this.items.getAll(mapping.tableName(), mapping.tableKey(), batch)
				.values()
				.forEach((item) -> load(mapping, item, unreadable).ifPresent(entities::add));
		}
		return entities;
	}

	/**
	 * Reads all entities of a table, each when the stream comes to it.
	 * @param mapping their mapping
	 * @param unreadable gets each item that cannot be read by itself
	 * @param <T> the type of the entities
	 * @return the entities
	 */
	public <T> Stream<T> findAll(S3BackedPersistentEntity<T> mapping,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		return this.items.scan(mapping.tableName(), mapping.tableKey(), null)
			.flatMap((item) -> load(mapping, item, unreadable).stream());
	}

	/**
	 * Reads a part of a table.
	 * @param mapping the mapping of its entities
	 * @param after the primary key to go on after, or {@code null} to begin
	 * @param limit how many entities to read at most
	 * @param <T> the type of the entities
	 * @return the entities
	 */
	public <T> Window<T> findWindow(S3BackedPersistentEntity<T> mapping, @Nullable PrimaryKey after, int limit) {
		// One more tells whether there are more, and nothing of it is read from S3.
		Iterator<StoredItem> items = this.items
			.scan(mapping.tableName(), mapping.tableKey(), after, Math.min(limit, Integer.MAX_VALUE - 1) + 1)
			.iterator();
		List<T> entities = new ArrayList<>();
		List<PrimaryKey> keys = new ArrayList<>();
		while (entities.size() < limit && items.hasNext()) {
			StoredItem item = items.next();
			this.reader.load(mapping, item).ifPresent((entity) -> {
				entities.add(entity);
				keys.add(item.id().key());
			});
		}
		return Window.from(entities, (index) -> mapping.positionAfter(keys.get(index)), items.hasNext());
	}

	/**
	 * Hands over only what is wrong with the item: where a service does not answer, the
	 * next item would fare no better, and might be told apart no more. The error of a
	 * service is the direct cause then; one that is about the item has ours in between.
	 */
	private <T> Optional<T> load(S3BackedPersistentEntity<T> mapping, StoredItem item,
			BiConsumer<PrimaryKey, DataAccessException> unreadable) {
		try {
			return this.reader.load(mapping, item);
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
	 * @param mapping their mapping
	 * @return the primary keys
	 */
	public Stream<PrimaryKey> findKeys(S3BackedPersistentEntity<?> mapping) {
		return this.items.scan(mapping.tableName(), mapping.tableKey(), mapping.tableKey().names())
			.map((item) -> item.id().key());
	}

	/**
	 * Tells whether an item exists.
	 * @param mapping its mapping
	 * @param key its primary key
	 * @return whether it does
	 */
	public boolean exists(S3BackedPersistentEntity<?> mapping, PrimaryKey key) {
		return this.items.read(mapping.id(key), mapping.tableKey().names(), null).content().exists();
	}

	/**
	 * Counts the items of a table.
	 * @param mapping their mapping
	 * @return their number
	 */
	public long count(S3BackedPersistentEntity<?> mapping) {
		return this.items.count(mapping.tableName());
	}

	/**
	 * Finds out what became of a write.
	 * @param mapping the mapping
	 * @param key the primary key
	 * @param token the write
	 * @return what became of it
	 */
	public WriteResolution resolve(S3BackedPersistentEntity<?> mapping, PrimaryKey key, Token token) {
		return this.resolver.resolve(mapping.id(key), token);
	}

	/**
	 * Reads the pointers of an item.
	 * @param mapping its mapping
	 * @param key its primary key
	 * @return the pointers by attribute name; empty if there is no item
	 */
	public Map<String, Pointer> findPointers(S3BackedPersistentEntity<?> mapping, PrimaryKey key) {
		return this.reader.findPointers(mapping, key);
	}

	/**
	 * Chooses where somebody else may put a content.
	 * @param mapping the mapping of the entity that is to have it
	 * @param key its primary key
	 * @param attribute the attribute that is to have it
	 * @param upload what is to be there
	 * @return the place
	 */
	public PreparedUpload prepareUpload(S3BackedPersistentEntity<?> mapping, PrimaryKey key, String attribute,
			DirectUpload upload) {
		return this.tickets.prepare(mapping, key, attribute, upload);
	}

	/**
	 * Ends the handles that were read: what they lead to cannot be read any more.
	 */
	public void close() {
		this.handles.close();
	}

}
