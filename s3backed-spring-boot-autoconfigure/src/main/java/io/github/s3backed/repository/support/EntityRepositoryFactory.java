package io.github.s3backed.repository.support;

import java.util.Set;

import io.github.s3backed.S3BackedOperations;

import org.springframework.data.core.TypeInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.AbstractRepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFragment;

/**
 * Creates repositories of one entity type, which the repository interface does not tell.
 */
class EntityRepositoryFactory extends S3BackedRepositoryFactory {

	private final Class<?> entityType;

	EntityRepositoryFactory(S3BackedOperations operations, Class<?> entityType) {
		super(operations);
		this.entityType = entityType;
	}

	@Override
	protected RepositoryMetadata getRepositoryMetadata(Class<?> repositoryInterface) {
		return new EntityRepositoryMetadata(repositoryInterface, TypeInformation.of(this.entityType));
	}

	private static final class EntityRepositoryMetadata extends AbstractRepositoryMetadata {

		private final TypeInformation<?> entityType;

		EntityRepositoryMetadata(Class<?> repositoryInterface, TypeInformation<?> entityType) {
			super(repositoryInterface);
			this.entityType = entityType;
		}

		@Override
		public TypeInformation<?> getDomainTypeInformation() {
			return this.entityType;
		}

		@Override
		public TypeInformation<?> getIdTypeInformation() {
			return TypeInformation.OBJECT;
		}

		@Override
		public Set<RepositoryFragment<?>> getFragments() {
			return Set.of();
		}

	}

}
