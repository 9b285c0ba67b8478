package io.github.s3backed.autoconfigure;

import java.lang.annotation.Annotation;

import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.repository.config.EnableS3BackedRepositories;
import io.github.s3backed.repository.config.S3BackedRepositoryConfigurationExtension;
import io.github.s3backed.repository.support.S3BackedRepositoryFactoryBean;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.AbstractRepositoryConfigurationSourceSupport;
import org.springframework.context.annotation.Import;
import org.springframework.data.repository.config.RepositoryConfigurationExtension;
import org.springframework.data.util.Streamable;

/**
 * Auto-configuration for the interfaces that extend {@link S3BackedRepository}. Backs off
 * where {@link EnableS3BackedRepositories} is used.
 */
@AutoConfiguration(after = S3BackedAutoConfiguration.class)
@ConditionalOnClass({ S3Client.class, DynamoDbEnhancedClient.class })
@ConditionalOnBooleanProperty(name = { "s3backed.enabled", "s3backed.repositories.enabled" }, matchIfMissing = true)
@ConditionalOnMissingBean({ S3BackedRepositoryFactoryBean.class, S3BackedRepositoryConfigurationExtension.class })
@Import(S3BackedRepositoriesAutoConfiguration.Registrar.class)
public final class S3BackedRepositoriesAutoConfiguration {

	static class Registrar extends AbstractRepositoryConfigurationSourceSupport {

		private final BeanFactory beanFactory;

		Registrar(BeanFactory beanFactory) {
			this.beanFactory = beanFactory;
		}

		@Override
		protected Streamable<String> getBasePackages() {
			return AutoConfigurationPackages.has(this.beanFactory) ? super.getBasePackages() : Streamable.empty();
		}

		@Override
		protected Class<? extends Annotation> getAnnotation() {
			return EnableS3BackedRepositories.class;
		}

		@Override
		protected Class<?> getConfiguration() {
			return EnableS3BackedRepositoriesConfiguration.class;
		}

		@Override
		protected RepositoryConfigurationExtension getRepositoryConfigurationExtension() {
			return new S3BackedRepositoryConfigurationExtension();
		}

		@EnableS3BackedRepositories
		private static final class EnableS3BackedRepositoriesConfiguration {

		}

	}

}
