package io.github.s3backed;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.core.io.Resource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

/**
 * Stores, reads and deletes entities whose {@link S3Backed} attributes live in S3 and
 * whose item lives in DynamoDB, so that both change as one.
 * <p>
 * <b>Writes</b> upload each S3-backed attribute that has changed to a key of its own and
 * then commit with one conditional request to DynamoDB. A write that fails leaves the
 * item as it was and removes what it uploaded. Objects that a write has replaced are
 * removed after the commit; if that fails the write still stands, an
 * {@link io.github.s3backed.event.CleanUpFailedEvent} is published, and the sweep takes
 * them away. If DynamoDB's answer is lost and cannot be settled by reading,
 * {@link WriteOutcomeUnknownException} is thrown and nothing is removed.
 * <p>
 * <b>Requests</b>: {@code save} and {@code update} send one consistent {@code GetItem} of
 * the whole item, one {@code PutObject} for each changed attribute, in parallel, and one
 * conditional {@code PutItem}; {@code insert} sends no {@code GetItem}. Where objects
 * were replaced, one {@code DeleteObjects} follows. {@code find} sends one consistent
 * {@code GetItem} and one {@code GetObject} for each attribute, in parallel.
 * <p>
 * Exceptions are Spring's {@link org.springframework.dao.DataAccessException}s with the
 * AWS error as their cause; {@link IllegalArgumentException} for input that is not sent.
 */
public interface S3BackedOperations {

	/**
	 * Stores an entity, whether it exists or not. Without a version the last writer wins;
	 * with one, a stored version other than the entity's is refused.
	 * @param entity the entity
	 * @param <T> the type of the entity
	 * @return the stored entity, with what was generated on the way (such as a version);
	 * the same instance where it is mutable
	 * @throws org.springframework.dao.OptimisticLockingFailureException if the version is
	 * another, or if writers without a version got in each other's way too often; nothing
	 * has changed
	 * @throws UnmappedPointerException if it would drop what the stored item has in S3
	 * and the class of the entity does not map; nothing has changed
	 * @throws WriteOutcomeUnknownException if it cannot be told whether it was applied
	 */
	<T> T save(T entity);

	/**
	 * Stores an entity that must not exist yet.
	 * @param entity the entity
	 * @param <T> the type of the entity
	 * @return as for {@link #save(Object)}
	 * @throws org.springframework.dao.DuplicateKeyException if an item with this key
	 * exists; nothing has changed
	 * @throws org.springframework.dao.OptimisticLockingFailureException if the entity has
	 * a version, and there is no item; nothing has changed
	 * @throws WriteOutcomeUnknownException if it cannot be told whether it was applied
	 */
	<T> T insert(T entity);

	/**
	 * Replaces an entity that must exist.
	 * @param entity the entity
	 * @param <T> the type of the entity
	 * @return as for {@link #save(Object)}
	 * @throws org.springframework.dao.IncorrectUpdateSemanticsDataAccessException if no
	 * item with this key exists and the entity has no version; nothing has changed
	 * @throws org.springframework.dao.OptimisticLockingFailureException as for
	 * {@link #save(Object)}, and if the entity has a version and there is no item
	 * @throws UnmappedPointerException as for {@link #save(Object)}
	 * @throws WriteOutcomeUnknownException if it cannot be told whether it was applied
	 */
	<T> T update(T entity);

	/**
	 * Stores entities one after the other, in the order given, each as
	 * {@link #save(Object)} does. All of them are encoded and checked before the first
	 * request, and encoded again when their turn comes, so that one at a time is held
	 * twice.
	 * @param entities the entities, none of them {@code null}
	 * @param <T> the type of the entities
	 * @return the stored entities, in the order given
	 * @throws IllegalArgumentException as for {@link #save(Object)}; nothing was sent
	 * @throws org.springframework.dao.DataAccessException if one of them cannot be
	 * stored. Where that can be told without a request, nothing was sent. Else those
	 * before it are stored, and those after it are not
	 */
	<T> List<T> saveAll(Collection<T> entities);

	/**
	 * Deletes the item of an entity and then its objects, but for those in
	 * {@code s3backed.read-locations}. Without a version nothing happens if there is no
	 * item.
	 * @param entity the entity; only its key and its version are looked at
	 * @throws org.springframework.dao.OptimisticLockingFailureException if the entity has
	 * a version and the stored one is another, or there is none, or if writers without a
	 * version got in its way too often; nothing has changed
	 * @throws CorruptObjectException if a pointer of the item cannot be read; nothing has
	 * changed
	 * @throws ObjectsRemainException if the item is deleted and some object could not be
	 * @throws WriteOutcomeUnknownException if it cannot be told whether it was applied
	 */
	void delete(Object entity);

	/**
	 * Deletes an item by its key, whatever its version, and then its objects, as
	 * {@link #delete(Object)} does.
	 * @param type the type of the entity
	 * @param key the primary key
	 * @return whether there was an item
	 * @throws org.springframework.dao.OptimisticLockingFailureException if other writers
	 * got in its way too often; nothing has changed
	 * @throws CorruptObjectException if a pointer of the item cannot be read; nothing has
	 * changed
	 * @throws ObjectsRemainException if the item is deleted and some object could not be
	 * @throws WriteOutcomeUnknownException if it cannot be told whether it was applied
	 */
	boolean deleteByKey(Class<?> type, Key key);

	/**
	 * Reads one entity: its attributes are all of one write.
	 * @param type the type of the entity
	 * @param key the primary key
	 * @param <T> the type of the entity
	 * @return the entity, or empty
	 * @throws DanglingPointerException if the item points to an object that is missing
	 * @throws CorruptObjectException if an object is not what the item says it is, or is
	 * longer than {@code s3backed.max-attribute-size}
	 * @throws ForeignPointerException if the item points to an object that is not its
	 * own; S3 is not asked for it
	 * @throws UnmappedPointerException if an attribute has its content in S3 and the type
	 * maps it as a plain value
	 * @throws org.springframework.dao.PermissionDeniedDataAccessException if S3 forbids
	 * to read an object
	 * @throws org.springframework.dao.TransientDataAccessResourceException if the item
	 * changed each time while it was read
	 */
	<T> Optional<T> findByKey(Class<T> type, Key key);

	/**
	 * Reads the entities that exist among the given keys, in no particular order. The
	 * items are fetched with {@code BatchGetItem}, 100 at a time.
	 * @param type the type of the entity
	 * @param keys the primary keys
	 * @param <T> the type of the entity
	 * @return the entities found
	 * @throws org.springframework.dao.DataAccessException as for
	 * {@link #findByKey(Class, Key)}, if any of them cannot be read
	 */
	<T> List<T> findAllByKey(Class<T> type, Collection<Key> keys);

	/**
	 * Reads the entities that exist among the given keys, as
	 * {@link #findAllByKey(Class, Collection)} does, and goes on where an item is not
	 * readable.
	 * @param type the type of the entity
	 * @param keys the primary keys
	 * @param unreadable gets, on the caller's thread, each item that is wrong by itself:
	 * its pointer dangles, is foreign, unmapped or cannot be read, its object is corrupt
	 * or must not be read, its values do not fit the type. What it throws ends the call.
	 * A service that does not answer is no such item
	 * @param <T> the type of the entity
	 * @return the entities found that can be read
	 * @throws org.springframework.dao.DataAccessException if a service refuses or does
	 * not answer
	 */
	<T> List<T> findAllByKey(Class<T> type, Collection<Key> keys, Consumer<UnreadableItem> unreadable);

	/**
	 * Reads every entity of the table with a consistent {@code Scan}. The objects of each
	 * are read when the stream comes to it, and the stream then throws what
	 * {@link #findByKey(Class, Key)} would, and is at its end:
	 * {@link #findAll(Class, Consumer)} goes on.
	 * @param type the type of the entity
	 * @param <T> the type of the entity
	 * @return the entities, which need not be of one moment
	 */
	<T> Stream<T> findAll(Class<T> type);

	/**
	 * Reads every entity of the table, as {@link #findAll(Class)} does, and goes on where
	 * an item is not readable.
	 * @param type the type of the entity
	 * @param unreadable gets, when the stream comes to it, each item that is wrong by
	 * itself, as in {@link #findAllByKey(Class, Collection, Consumer)}
	 * @param <T> the type of the entity
	 * @return the entities that can be read
	 */
	<T> Stream<T> findAll(Class<T> type, Consumer<UnreadableItem> unreadable);

	/**
	 * Reads a part of the table with a consistent {@code Scan} that begins there: as many
	 * requests as DynamoDB makes pages of the part. The objects of each entity are read
	 * as in {@link #findByKey(Class, Key)}; contents that are read when they are asked
	 * for, such as an {@link S3BackedValue}, cost nothing.
	 * @param type the type of the entity
	 * @param position {@link ScrollPosition#keyset()} to begin, or where to go on: a
	 * position of another part, or {@link ScrollPosition#forward(java.util.Map)} with the
	 * values of all properties of the primary key, by the names of their attributes. The
	 * item need not exist any more
	 * @param limit how many entities to read at most
	 * @param <T> the type of the entity
	 * @return the entities, in DynamoDB's order, which is none of partition keys; it
	 * tells exactly whether there are more, and has a position for each entity. The parts
	 * of a table need not be of one moment
	 * @throws IllegalArgumentException if the position is an offset, a backward one, or
	 * has no key of the table, or if the limit is 0; nothing is sent
	 * @throws org.springframework.dao.DataAccessException as for
	 * {@link #findByKey(Class, Key)}, if any of them cannot be read
	 */
	<T> Window<T> findAll(Class<T> type, ScrollPosition position, Limit limit);

	/**
	 * Tells whether an item exists, without reading S3.
	 * @param type the type of the entity
	 * @param key the primary key
	 * @return whether it exists
	 */
	boolean existsByKey(Class<?> type, Key key);

	/**
	 * Counts the items of the table by reading all of it with a {@code Scan}.
	 * @param type the type of the entity
	 * @return the number of items
	 */
	long count(Class<?> type);

	/**
	 * Deletes every item of the table that a {@code Scan} finds, one after the other,
	 * each as {@link #deleteByKey(Class, Key)} does.
	 * @param type the type of the entity
	 */
	void deleteAll(Class<?> type);

	/**
	 * Tells where and how the S3-backed attributes of an item are stored, with one
	 * consistent {@code GetItem} and without reading S3.
	 * @param type the type of the entity
	 * @param key the primary key
	 * @return the attributes that have an object, in the order of their names; empty if
	 * there is no item
	 */
	List<StoredAttribute> findStoredAttributes(Class<?> type, Key key);

	/**
	 * Finds out what became of a write whose outcome was unknown, with one consistent
	 * {@code GetItem}. Nothing is changed: objects of a write that was not applied are
	 * left to the sweep. The token of a delete never shows: look whether the item exists.
	 * <p>
	 * How old the write is is told by DynamoDB's clock, from the {@code Date} of its
	 * answer, and never by a clock of this machine or of the writer's. Where DynamoDB
	 * sends none, or no service has confirmed the time of the write, a write that does
	 * not show stays {@link WriteResolution#UNDECIDED}.
	 * @param type the type of the entity
	 * @param key the primary key
	 * @param token the {@link WriteOutcomeUnknownException#getToken() token} of the
	 * write, as the exception gave it
	 * @return what became of it, as far as can be told now
	 */
	WriteResolution resolve(Class<?> type, Key key, UUID token);

	/**
	 * Returns the primary key of an entity.
	 * @param entity the entity
	 * @return its key
	 */
	Key keyOf(Object entity);

	/**
	 * Returns the primary key for an id in the sense of {@link S3BackedRepository}: the
	 * partition key's value, or a {@link Key}.
	 * @param type the type of the entity
	 * @param id the id
	 * @return the key
	 * @throws IllegalArgumentException if the id does not fit the table's key
	 */
	Key keyOf(Class<?> type, Object id);

	/**
	 * Returns the primary key for a partition and a sort key.
	 * @param type the type of the entity
	 * @param partitionKey the partition key's value
	 * @param sortKey the sort key's value
	 * @return the key
	 * @throws IllegalArgumentException if they do not fit the table's key
	 */
	Key keyOf(Class<?> type, Object partitionKey, Object sortKey);

	/**
	 * Signs a URL with which anyone who has it can download a content straight from S3,
	 * until it ends. Nothing is sent: whether the object is still there is seen by who
	 * downloads it. S3 answers with the content type, and with the file name if the
	 * object's key has a readable end; a content that is compressed with gzip comes with
	 * its {@code Content-Encoding}, which browsers undo. Nobody compares the SHA-256.
	 * @param handle a handle that a read gave
	 * @param duration how long the URL is good for, seven days at most; it also ends with
	 * the credentials that sign it
	 * @return the URL
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the value was
	 * not read from S3, or its object is compressed in a way that browsers do not know
	 * @throws UnsupportedOperationException if these operations have no presigner
	 */
	default URI presignGet(S3BackedValue<?> handle, Duration duration) {
		throw new UnsupportedOperationException("These operations do not sign URLs");
	}

	/**
	 * Signs a URL with which anyone who has it can download a content straight from S3,
	 * as {@link #presignGet(S3BackedValue, Duration)} does.
	 * @param handle a handle that a read gave
	 * @param duration how long the URL is good for, seven days at most; it also ends with
	 * the credentials that sign it
	 * @return the URL
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the object is
	 * compressed in a way that browsers do not know
	 * @throws UnsupportedOperationException if these operations have no presigner
	 */
	default URI presignGet(S3BackedResource handle, Duration duration) {
		throw new UnsupportedOperationException("These operations do not sign URLs");
	}

	/**
	 * Lets somebody else, a browser say, put a content straight into S3: signs a
	 * {@code PUT} of exactly the announced bytes to a fresh key of the item. Nothing is
	 * sent. The item need not exist yet.
	 * @param type the type of the entity that is to have the content
	 * @param key its primary key
	 * @param attribute the name, in the item, of its {@link S3Backed} property of type
	 * {@link Resource}
	 * @param upload the exact length, the SHA-256 and perhaps the media type
	 * @param duration how long the URL is good for, up to {@code s3backed.lease}; it also
	 * ends with the credentials that sign it
	 * @return the ticket
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if the attribute
	 * takes no direct upload
	 * @throws UnsupportedOperationException if these operations have no presigner
	 */
	default UploadTicket prepareUpload(Class<?> type, Key key, String attribute, DirectUpload upload,
			Duration duration) {
		throw new UnsupportedOperationException("These operations do not sign URLs");
	}

	/**
	 * Returns what was uploaded with a ticket, as the value of the property that it is
	 * for. When the entity is saved, inserted or updated, S3 copies the upload to an
	 * object of the entity's own and compares it with the SHA-256 that was announced; the
	 * upload is removed when that is committed. The write throws
	 * {@link org.springframework.dao.InvalidDataAccessApiUsageException} if the ticket is
	 * one for another item or attribute, or there is nothing (any more), and
	 * {@link CorruptObjectException} if it is something else; nothing has changed then.
	 * @param token the ticket's token
	 * @return a resource that can be saved, and read from the entity that was saved
	 * @throws IllegalArgumentException if it is no token
	 */
	default Resource uploaded(String token) {
		throw new UnsupportedOperationException("These operations take no direct uploads");
	}

}
