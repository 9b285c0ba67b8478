package io.github.s3backed.repository.support;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;

import org.springframework.data.repository.core.support.RepositoryFactorySupport;

/**
 * Makes a bean of {@link S3BackedRepository} itself for an entity type that has no
 * interface of its own.
 *
 * @param <S> the entity type
 */
public class EntityRepositoryFactoryBean<S> extends S3BackedRepositoryFactoryBean<S3BackedRepository<S>, S, Object> {

	private final Class<S> entityType;

	@SuppressWarnings("unchecked")
	public EntityRepositoryFactoryBean(Class<S> entityType) {
		super((Class<S3BackedRepository<S>>) (Class<?>) S3BackedRepository.class);
		this.entityType = entityType;
	}

	@Override
	protected RepositoryFactorySupport createRepositoryFactory(S3BackedOperations operations) {
		return new EntityRepositoryFactory(operations, this.entityType);
	}

}
