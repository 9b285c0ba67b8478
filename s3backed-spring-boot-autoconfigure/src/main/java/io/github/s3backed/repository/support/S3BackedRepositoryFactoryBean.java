package io.github.s3backed.repository.support;

import io.github.s3backed.S3BackedOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.util.Assert;

/**
 * Makes a bean of a repository interface. There is no transaction to take part in, so it
 * is not the transactional kind.
 *
 * @param <T> the repository type
 * @param <S> the entity type
 * @param <ID> the id type
 */
public class S3BackedRepositoryFactoryBean<T extends Repository<S, ID>, S, ID>
		extends RepositoryFactoryBeanSupport<T, S, ID> {

	private @Nullable S3BackedOperations operations;

	public S3BackedRepositoryFactoryBean(Class<? extends T> repositoryInterface) {
		super(repositoryInterface);
	}

	/**
	 * Sets what the repository works with.
	 * @param operations the operations
	 */
	public void setOperations(S3BackedOperations operations) {
		this.operations = operations;
	}

	@Override
	protected final RepositoryFactorySupport createRepositoryFactory() {
		Assert.state(this.operations != null, "'operations' must be set");
		return createRepositoryFactory(this.operations);
	}

	/**
	 * Creates the factory of the repository.
	 * @param operations what the repository works with
	 * @return the factory
	 */
	protected RepositoryFactorySupport createRepositoryFactory(S3BackedOperations operations) {
		return new S3BackedRepositoryFactory(operations);
	}

}
