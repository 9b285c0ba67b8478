package io.github.s3backed.repository.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.mapping.S3BackedMappingContext;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.util.Assert;

/**
 * The implementation behind every {@link S3BackedRepository}. Arguments are checked as a
 * whole before anything is sent, so that a {@code null} or an entity of another class
 * among many leaves the table as it was.
 *
 * @param <T> the entity type
 */
public class SimpleS3BackedRepository<T> implements S3BackedRepository<T> {

	private static final String ENTITY_REQUIRED = "The entity must not be null";

	private static final String ENTITIES_REQUIRED = "The entities must not be null";

	private static final String ID_REQUIRED = "The id must not be null";

	private static final String IDS_REQUIRED = "The ids must not be null";

	private final Class<T> entityType;

	private final S3BackedOperations operations;

	public SimpleS3BackedRepository(EntityInformation<T, ?> entityInformation, S3BackedOperations operations) {
		Assert.notNull(entityInformation, "The entity information must not be null");
		Assert.notNull(operations, "The operations must not be null");
		this.entityType = entityInformation.getJavaType();
		this.operations = operations;
	}

	@Override
	public <S extends T> S save(S entity) {
		return this.operations.save(checked(entity));
	}

	@Override
	public <S extends T> List<S> saveAll(Iterable<S> entities) {
		return this.operations.saveAll(checkedAll(entities));
	}

	@Override
	public <S extends T> S insert(S entity) {
		return this.operations.insert(checked(entity));
	}

	@Override
	public <S extends T> S update(S entity) {
		return this.operations.update(checked(entity));
	}

	@Override
	public Optional<T> findById(Object id) {
		return this.operations.findByKey(this.entityType, key(id));
	}

	@Override
	public Optional<T> findById(Object partitionKey, Object sortKey) {
		return this.operations.findByKey(this.entityType, key(partitionKey, sortKey));
	}

	@Override
	public boolean existsById(Object id) {
		return this.operations.existsByKey(this.entityType, key(id));
	}

	@Override
	public boolean existsById(Object partitionKey, Object sortKey) {
		return this.operations.existsByKey(this.entityType, key(partitionKey, sortKey));
	}

	@Override
	public List<T> findAll() {
		try (Stream<T> entities = this.operations.findAll(this.entityType)) {
			return entities.toList();
		}
	}

	@Override
	public Window<T> findAll(ScrollPosition position, Limit limit) {
		return this.operations.findAll(this.entityType, position, limit);
	}

	@Override
	public List<T> findAllById(Iterable<Object> ids) {
		return this.operations.findAllByKey(this.entityType, keys(ids));
	}

	@Override
	public long count() {
		return this.operations.count(this.entityType);
	}

	@Override
	public void deleteById(Object id) {
		this.operations.deleteByKey(this.entityType, key(id));
	}

	@Override
	public void deleteById(Object partitionKey, Object sortKey) {
		this.operations.deleteByKey(this.entityType, key(partitionKey, sortKey));
	}

	@Override
	public void delete(T entity) {
		this.operations.delete(checked(entity));
	}

	@Override
	public void deleteAllById(Iterable<?> ids) {
		keys(ids).forEach((key) -> this.operations.deleteByKey(this.entityType, key));
	}

	@Override
	public void deleteAll(Iterable<? extends T> entities) {
		Collection<? extends T> checked = checkedAll(entities);
		checked.forEach(this.operations::keyOf);
		checked.forEach(this.operations::delete);
	}

	@Override
	public void deleteAll() {
		this.operations.deleteAll(this.entityType);
	}

	private Key key(Object id) {
		Assert.notNull(id, ID_REQUIRED);
		return this.operations.keyOf(this.entityType, id);
	}

	private Key key(Object partitionKey, Object sortKey) {
		Assert.notNull(partitionKey, "The partition key must not be null");
		Assert.notNull(sortKey, "The sort key must not be null");
		return this.operations.keyOf(this.entityType, partitionKey, sortKey);
	}

	private Set<Key> keys(Iterable<?> ids) {
		Assert.notNull(ids, IDS_REQUIRED);
		Set<Key> keys = new LinkedHashSet<>();
		ids.forEach((id) -> keys.add(key(id)));
		return keys;
	}

	private <S extends T> Collection<S> checkedAll(Iterable<S> entities) {
		Assert.notNull(entities, ENTITIES_REQUIRED);
		List<S> checked = new ArrayList<>();
		entities.forEach((entity) -> checked.add(checked(entity)));
		return checked;
	}

	/**
	 * An entity of a subclass has the mapping of its own class, and with it most likely
	 * another table, where this repository would not find it again.
	 */
	private <S extends T> S checked(S entity) {
		Assert.notNull(entity, ENTITY_REQUIRED);
		Class<?> type = S3BackedMappingContext.entityTypeOf(entity);
		if (type != this.entityType) {
			throw new IllegalArgumentException("The repository of " + this.entityType.getName()
					+ " was given an entity of its subclass " + type.getName() + ", which is mapped by itself and would"
					+ " be looked for in its own table; nothing was sent. Use a repository of " + type.getSimpleName()
					+ ", S3BackedOperations, or an entity of class " + this.entityType.getSimpleName());
		}
		return entity;
	}

}
