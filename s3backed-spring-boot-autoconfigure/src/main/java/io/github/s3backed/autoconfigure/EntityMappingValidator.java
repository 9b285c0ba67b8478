package io.github.s3backed.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;

/**
 * Builds the mapping of every entity class when the application starts, so that a wrong
 * one does not wait for its first use. Operations that are not an
 * {@link S3BackedTemplate} may do without a mapping, so nothing is checked for them.
 */
class EntityMappingValidator implements SmartInitializingSingleton {

	private final List<Class<?>> scannedTypes;

	private final ListableBeanFactory beanFactory;

	EntityMappingValidator(List<Class<?>> scannedTypes, ListableBeanFactory beanFactory) {
		this.scannedTypes = scannedTypes;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getBeanNamesForType(S3BackedTemplate.class, true, false).length == 0) {
			return;
		}
		S3BackedMappingContext mappingContext = this.beanFactory.getBean(S3BackedMappingContext.class);
		Set<Class<?>> entityTypes = new LinkedHashSet<>(this.scannedTypes);
		entityTypes.addAll(repositoryTypes());
		entityTypes.forEach(mappingContext::getRequiredEntity);
	}

	private List<Class<?>> repositoryTypes() {
		return this.beanFactory.getBeansOfType(RepositoryFactoryInformation.class, false, false)
			.values()
			.stream()
			.map(RepositoryFactoryInformation::getRepositoryInformation)
			.filter((information) -> S3BackedRepository.class.isAssignableFrom(information.getRepositoryInterface()))
			.<Class<?>>map(RepositoryInformation::getDomainType)
			.toList();
	}

}
