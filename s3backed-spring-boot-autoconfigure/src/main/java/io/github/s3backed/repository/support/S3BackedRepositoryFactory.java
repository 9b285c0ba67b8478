package io.github.s3backed.repository.support;

import java.util.Optional;

import io.github.s3backed.S3BackedOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.QueryLookupStrategy.Key;
import org.springframework.data.repository.query.ValueExpressionDelegate;
import org.springframework.util.Assert;

/**
 * Creates repositories over {@link S3BackedOperations}.
 */
public class S3BackedRepositoryFactory extends RepositoryFactorySupport {

	private final S3BackedOperations operations;

	public S3BackedRepositoryFactory(S3BackedOperations operations) {
		Assert.notNull(operations, "The operations must not be null");
		this.operations = operations;
	}

	@Override
	public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
		return new S3BackedEntityInformation<>(metadata.getDomainType(), this.operations);
	}

	@Override
	protected Object getTargetRepository(RepositoryInformation information) {
		return getTargetRepositoryViaReflection(information, getEntityInformation(information), this.operations);
	}

	@Override
	protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
		return SimpleS3BackedRepository.class;
	}

	@Override
	protected Optional<QueryLookupStrategy> getQueryLookupStrategy(@Nullable Key key,
			ValueExpressionDelegate valueExpressionDelegate) {
		return Optional.of(new UnsupportedQueryLookupStrategy());
	}

}
