package io.github.s3backed.core;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.s3backed.DirectUpload;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.StoredAttribute;
import io.github.s3backed.UnreadableItem;
import io.github.s3backed.UploadTicket;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.commit.EntityStore;
import io.github.s3backed.commit.WriteMode;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.StoredResource;
import io.github.s3backed.content.StoredValue;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.content.UploadedResource;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.runtime.RequestThreads;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectCustomizers;
import io.github.s3backed.store.ObjectStores;
import io.github.s3backed.store.RequestExecutor;
import io.github.s3backed.store.WriterRegion;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.Resource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.util.Assert;

/**
 * The implementation of {@link S3BackedOperations}. Safe for use by many threads.
 */
public final class S3BackedTemplate implements S3BackedOperations, AutoCloseable {

	private final S3BackedMappingContext mappingContext;

	private final Places places;

	private final EntityStore store;

	private final WriterRegion writerRegion;

	private final Operations operations;

	private final Presigner presigner;

	private final Platform platform;

	private final boolean ownsExecutor;

	/**
	 * Creates a template with threads of its own for parallel requests.
	 * @param s3Client the client for S3
	 * @param dynamoDbClient the client for DynamoDB; the SDK's retries are narrowed for
	 * each conditional write, so it need not be configured for this
	 * @param mappingContext the mappings of entity classes
	 * @param settings the settings
	 * @param events gets the events of {@link io.github.s3backed.event}
	 */
	public S3BackedTemplate(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, ApplicationEventPublisher events) {
		this(builder(s3Client, dynamoDbClient, mappingContext).settings(settings).events(events));
	}

	S3BackedTemplate(S3BackedTemplateBuilder builder) {
		S3BackedSettings settings = builder.requiredSettings();
		RequestExecutor requests = new RequestExecutor(builder.observations);
		this.mappingContext = builder.mappingContext;
		S3BackedMetrics metrics = S3BackedMetrics.quiet(builder.metrics);
		this.places = new Places(settings.storage());
		this.operations = new Operations(builder.observations, metrics);
		this.ownsExecutor = builder.ownsExecutor();
		this.platform = builder.platform();
		this.presigner = new Presigner(builder.presigner, new ObjectCustomizers(builder.customizers),
				settings.writes().lease());
		this.writerRegion = WriterRegion.of(builder.dynamoDbClient, settings.writes().writerRegion());
		this.store = new EntityStore(new ItemStore(builder.dynamoDbClient, requests, new Backoff(this.platform)::pause),
				ObjectStores.of(builder.s3Client, requests, this.places::ownerOf,
						new ObjectCustomizers(builder.customizers)),
				settings, this.places, this.writerRegion, this.platform, new EventPublisher(builder.events), metrics);
	}

	/**
	 * Begins to build a template.
	 * @param s3Client the client for S3
	 * @param dynamoDbClient the client for DynamoDB; the SDK's retries are narrowed for
	 * each conditional write, so it need not be configured for this
	 * @param mappingContext the mappings of entity classes
	 * @return a builder, which still needs the settings
	 */
	public static S3BackedTemplateBuilder builder(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext) {
		return new S3BackedTemplateBuilder(s3Client, dynamoDbClient, mappingContext);
	}

	@Override
	public <T> T save(T entity) {
		return write("save", entity, WriteMode.SAVE);
	}

	@Override
	public <T> T insert(T entity) {
		return write("insert", entity, WriteMode.INSERT);
	}

	@Override
	public <T> T update(T entity) {
		return write("update", entity, WriteMode.UPDATE);
	}

	private <T> T write(String operation, T entity, WriteMode mode) {
		S3BackedPersistentEntity<T> mapping = mapping(entity);
		this.writerRegion.require("Writing");
		return this.operations.observe(operation, mapping.type(), () -> this.store.write(mapping, entity, mode));
	}

	@Override
	public <T> List<T> saveAll(Collection<T> entities) {
		Assert.notNull(entities, "The entities must not be null");
		entities.forEach((entity) -> this.store.validate(mapping(entity), entity));
		return entities.stream().map(this::save).toList();
	}

	@Override
	public void delete(Object entity) {
		S3BackedPersistentEntity<Object> mapping = mapping(entity);
		delete("delete", mapping, mapping.keyOf(entity), mapping.versionOf(entity));
	}

	@Override
	public boolean deleteByKey(Class<?> type, Key key) {
		S3BackedPersistentEntity<?> mapping = mapping(type);
		return delete("deleteByKey", mapping, primaryKey(mapping, key), null);
	}

	private boolean delete(String operation, S3BackedPersistentEntity<?> mapping, PrimaryKey key,
			@Nullable Version version) {
		this.writerRegion.require("Deleting");
		return this.operations.observe(operation, mapping.type(), () -> this.store.delete(mapping, key, version));
	}

	@Override
	public <T> Optional<T> findByKey(Class<T> type, Key key) {
		S3BackedPersistentEntity<T> mapping = mapping(type);
		PrimaryKey primaryKey = primaryKey(mapping, key);
		return this.operations.observe("findByKey", type, () -> this.store.find(mapping, primaryKey));
	}

	@Override
	public <T> List<T> findAllByKey(Class<T> type, Collection<Key> keys) {
		return findAllByKey(type, keys, S3BackedTemplate::fail);
	}

	@Override
	public <T> List<T> findAllByKey(Class<T> type, Collection<Key> keys, Consumer<UnreadableItem> unreadable) {
		Assert.notNull(keys, "The keys must not be null");
		Assert.notNull(unreadable, "The consumer of unreadable items must not be null");
		S3BackedPersistentEntity<T> mapping = mapping(type);
		List<PrimaryKey> primaryKeys = keys.stream().map((key) -> primaryKey(mapping, key)).toList();
		return this.operations.observe("findAllByKey", type, () -> this.store.findAll(mapping, primaryKeys,
				(key, cause) -> unreadable.accept(new UnreadableItem(key(key), cause))));
	}

	@Override
	public <T> Stream<T> findAll(Class<T> type) {
		return findAll(type, S3BackedTemplate::fail);
	}

	@Override
	public <T> Stream<T> findAll(Class<T> type, Consumer<UnreadableItem> unreadable) {
		Assert.notNull(unreadable, "The consumer of unreadable items must not be null");
		return this.store.findAll(mapping(type),
				(key, cause) -> unreadable.accept(new UnreadableItem(key(key), cause)));
	}

	@Override
	public <T> Window<T> findAll(Class<T> type, ScrollPosition position, Limit limit) {
		Assert.notNull(position, "The position must not be null");
		Assert.notNull(limit, "The limit must not be null");
		S3BackedPersistentEntity<T> mapping = mapping(type);
		PrimaryKey after = mapping.keyOf(position);
		int most = limit.isLimited() ? limit.max() : Integer.MAX_VALUE;
		Assert.isTrue(most > 0, () -> "The limit must be positive, but is " + most);
		return this.operations.observe("findAll", type, () -> this.store.findWindow(mapping, after, most));
	}

	private static void fail(UnreadableItem item) {
		throw item.cause();
	}

	@Override
	public boolean existsByKey(Class<?> type, Key key) {
		S3BackedPersistentEntity<?> mapping = mapping(type);
		PrimaryKey primaryKey = primaryKey(mapping, key);
		return this.operations.observe("existsByKey", type, () -> this.store.exists(mapping, primaryKey));
	}

	@Override
	public long count(Class<?> type) {
		S3BackedPersistentEntity<?> mapping = mapping(type);
		return this.operations.observe("count", type, () -> this.store.count(mapping));
	}

	@Override
	public void deleteAll(Class<?> type) {
		S3BackedPersistentEntity<?> mapping = mapping(type);
		this.writerRegion.require("Deleting");
		this.store.findKeys(mapping).forEach((key) -> delete("deleteByKey", mapping, key, null));
	}

	@Override
	public List<StoredAttribute> findStoredAttributes(Class<?> type, Key key) {
		S3BackedPersistentEntity<?> mapping = mapping(type);
		PrimaryKey primaryKey = primaryKey(mapping, key);
		Map<String, Pointer> pointers = new TreeMap<>(this.operations.observe("findStoredAttributes", type,
				() -> this.store.findPointers(mapping, primaryKey)));
		return pointers.entrySet().stream().map((it) -> StoredObject.describe(it.getKey(), it.getValue())).toList();
	}

	@Override
	public WriteResolution resolve(Class<?> type, Key key, UUID token) {
		Assert.notNull(token, "The token must not be null");
		S3BackedPersistentEntity<?> mapping = mapping(type);
		PrimaryKey primaryKey = primaryKey(mapping, key);
		return this.operations.observe("resolve", type,
				() -> this.store.resolve(mapping, primaryKey, new Token(token)));
	}

	@Override
	public Key keyOf(Object entity) {
		S3BackedPersistentEntity<Object> mapping = mapping(entity);
		return key(mapping.keyOf(entity));
	}

	private static Key key(PrimaryKey key) {
		Key.Builder builder = Key.builder().partitionValue(key.partition());
		return ((key.sort() != null) ? builder.sortValue(key.sort()) : builder).build();
	}

	@Override
	public Key keyOf(Class<?> type, Object id) {
		Assert.notNull(id, "The id must not be null");
		Key key = (id instanceof Key given) ? given : mapping(type).newKey(id, null);
		mapping(type).keyOf(key);
		return key;
	}

	@Override
	public Key keyOf(Class<?> type, Object partitionKey, Object sortKey) {
		Assert.notNull(partitionKey, "The partition key must not be null");
		Assert.notNull(sortKey, "The sort key must not be null");
		Key key = mapping(type).newKey(partitionKey, sortKey);
		mapping(type).keyOf(key);
		return key;
	}

	@Override
	public URI presignGet(S3BackedValue<?> handle, Duration duration) {
		Assert.notNull(handle, "The handle must not be null");
		if (handle instanceof StoredValue<?> stored) {
			return this.presigner.get(stored.object(), duration);
		}
		return this.presigner.get(null, duration);
	}

	@Override
	public URI presignGet(S3BackedResource handle, Duration duration) {
		Assert.isInstanceOf(StoredResource.class, handle, "The handle must be one that a read gave");
		return this.presigner.get(((StoredResource) handle).object(), duration);
	}

	@Override
	public UploadTicket prepareUpload(Class<?> type, Key key, String attribute, DirectUpload upload,
			Duration duration) {
		Assert.notNull(attribute, "The attribute must not be null");
		Assert.notNull(upload, "The upload must not be null");
		S3BackedPersistentEntity<?> mapping = mapping(type);
		this.writerRegion.require("Uploading");
		return this.presigner.put(this.store.prepareUpload(mapping, primaryKey(mapping, key), attribute, upload),
				duration);
	}

	@Override
	public Resource uploaded(String token) {
		Assert.notNull(token, "The token must not be null");
		return new UploadedResource(UploadedObject.parse(token));
	}

	private static PrimaryKey primaryKey(S3BackedPersistentEntity<?> mapping, Key key) {
		Assert.notNull(key, "The key must not be null");
		return mapping.keyOf(key);
	}

	private <T> S3BackedPersistentEntity<T> mapping(Class<T> type) {
		Assert.notNull(type, "The type must not be null");
		return placed(this.mappingContext.getRequiredEntity(type));
	}

	private <T> S3BackedPersistentEntity<T> mapping(T entity) {
		Assert.notNull(entity, "The entity must not be null");
		return placed(this.mappingContext.getRequiredEntityOf(entity));
	}

	private <T> S3BackedPersistentEntity<T> placed(S3BackedPersistentEntity<T> mapping) {
		this.places.of(mapping);
		return mapping;
	}

	/**
	 * Waits for requests of its own threads, up to 30 seconds, then breaks them off, and
	 * ends the threads. An executor of the application's own and the clients are left
	 * open. Handles that were read cannot be read any more.
	 */
	@Override
	public void close() {
		this.store.close();
		if (this.ownsExecutor) {
			RequestThreads.close(this.platform.executor());
		}
	}

}
