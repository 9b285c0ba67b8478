package io.github.s3backed;

import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * Repository of entities with {@link S3Backed} attributes. Extend it for an entity, or
 * inject {@code S3BackedRepository<Page>} as it is.
 * <p>
 * The id is the partition key's value, or the Enhanced Client's
 * {@link software.amazon.awssdk.enhanced.dynamodb.Key} where the table has a sort key.
 * What each call sends to AWS, and what is true of the stored data when it fails, is
 * described at {@link S3BackedOperations}.
 *
 * @param <T> the entity type
 */
@NoRepositoryBean
public interface S3BackedRepository<T> extends ListCrudRepository<T, Object> {

	/**
	 * Stores an entity that must not exist yet.
	 * @param entity the entity
	 * @param <S> the type of the entity
	 * @return the stored entity, with what was generated on the way (such as a version)
	 * @throws org.springframework.dao.DuplicateKeyException if an item with this key
	 * exists; nothing has changed
	 * @throws org.springframework.dao.OptimisticLockingFailureException if the entity has
	 * a version, and there is no item; nothing has changed
	 */
	<S extends T> S insert(S entity);

	/**
	 * Replaces an entity that must exist.
	 * @param entity the entity
	 * @param <S> the type of the entity
	 * @return the stored entity, with what was generated on the way (such as a version)
	 * @throws org.springframework.dao.IncorrectUpdateSemanticsDataAccessException if no
	 * item with this key exists and the entity has no version; nothing has changed
	 * @throws org.springframework.dao.OptimisticLockingFailureException if the entity has
	 * a version and the stored one is another, or there is none; nothing has changed
	 */
	<S extends T> S update(S entity);

	/**
	 * Retrieves an entity of a table that has a sort key.
	 * @param partitionKey the partition key's value
	 * @param sortKey the sort key's value
	 * @return the entity, or empty
	 */
	Optional<T> findById(Object partitionKey, Object sortKey);

	/**
	 * Retrieves a part of the table, which is read with a {@code Scan} that begins there.
	 * @param position {@link ScrollPosition#keyset()} to begin, or where to go on: a
	 * position of another part, or {@link ScrollPosition#forward(java.util.Map)} with the
	 * values of the primary key by the names of their attributes
	 * @param limit how many entities to read at most
	 * @return the entities, in DynamoDB's order, with a position for each
	 * @throws IllegalArgumentException if the table cannot be scrolled from there, or if
	 * the limit is 0
	 */
	Window<T> findAll(ScrollPosition position, Limit limit);

	/**
	 * Tells whether an item exists in a table that has a sort key, without reading S3.
	 * @param partitionKey the partition key's value
	 * @param sortKey the sort key's value
	 * @return whether it exists
	 */
	boolean existsById(Object partitionKey, Object sortKey);

	/**
	 * Deletes an entity of a table that has a sort key. Nothing happens if there is none.
	 * @param partitionKey the partition key's value
	 * @param sortKey the sort key's value
	 */
	void deleteById(Object partitionKey, Object sortKey);

}
