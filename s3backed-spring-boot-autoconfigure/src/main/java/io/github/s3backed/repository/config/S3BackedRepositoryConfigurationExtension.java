package io.github.s3backed.repository.config;

import java.util.Collection;
import java.util.Set;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.repository.support.S3BackedRepositoryFactoryBean;

import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.data.repository.config.AnnotationRepositoryConfigurationSource;
import org.springframework.data.repository.config.RepositoryConfigurationExtensionSupport;
import org.springframework.data.repository.core.RepositoryMetadata;

/**
 * Tells Spring Data which interfaces are ours and how their beans are made. Only those
 * that extend {@link S3BackedRepository} are, even where no other Spring Data module is
 * present: a plain {@code CrudRepository} has another id type and is not meant for us.
 */
public class S3BackedRepositoryConfigurationExtension extends RepositoryConfigurationExtensionSupport {

	@Override
	public String getModuleName() {
		return "S3Backed";
	}

	@Override
	@SuppressWarnings("deprecation")
	protected String getModulePrefix() {
		return "s3backed";
	}

	@Override
	public String getRepositoryFactoryBeanClassName() {
		return S3BackedRepositoryFactoryBean.class.getName();
	}

	@Override
	protected Collection<Class<?>> getIdentifyingTypes() {
		return Set.of(S3BackedRepository.class);
	}

	@Override
	protected boolean isStrictRepositoryCandidate(RepositoryMetadata metadata) {
		return isS3BackedRepository(metadata);
	}

	@Override
	protected boolean useRepositoryConfiguration(RepositoryMetadata metadata) {
		return isS3BackedRepository(metadata) && super.useRepositoryConfiguration(metadata);
	}

	@Override
	public void postProcess(BeanDefinitionBuilder builder, AnnotationRepositoryConfigurationSource source) {
		RuntimeBeanReference operations = source.getAttribute("operationsRef")
			.map(RuntimeBeanReference::new)
			.orElseGet(() -> new RuntimeBeanReference(S3BackedOperations.class));
		builder.addPropertyValue("operations", operations);
	}

	private static boolean isS3BackedRepository(RepositoryMetadata metadata) {
		return S3BackedRepository.class.isAssignableFrom(metadata.getRepositoryInterface());
	}

}
