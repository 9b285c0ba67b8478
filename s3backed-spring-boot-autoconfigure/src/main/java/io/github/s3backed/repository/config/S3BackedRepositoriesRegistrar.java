package io.github.s3backed.repository.config;

import java.lang.annotation.Annotation;

import org.springframework.data.repository.config.RepositoryBeanDefinitionRegistrarSupport;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;

/**
 * Registrar of {@link EnableS3BackedRepositories}.
 */
class S3BackedRepositoriesRegistrar extends RepositoryBeanDefinitionRegistrarSupport {

	@Override
	protected Class<? extends Annotation> getAnnotation() {
		return EnableS3BackedRepositories.class;
	}

	@Override
	protected RepositoryConfigurationExtension getExtension() {
		return new S3BackedRepositoryConfigurationExtension();
	}

}
