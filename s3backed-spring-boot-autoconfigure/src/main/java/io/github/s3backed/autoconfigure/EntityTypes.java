package io.github.s3backed.autoconfigure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.s3backed.S3BackedRepository;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryFactoryInformation;

/**
 * The entity classes of the application: those that scanning has found, and those of
 * declared repositories.
 */
class EntityTypes {

	private final List<Class<?>> scannedTypes;

	private final ListableBeanFactory beanFactory;

	EntityTypes(List<Class<?>> scannedTypes, ListableBeanFactory beanFactory) {
		this.scannedTypes = scannedTypes;
		this.beanFactory = beanFactory;
	}

	Set<Class<?>> all() {
		Set<Class<?>> types = new LinkedHashSet<>(this.scannedTypes);
		this.beanFactory.getBeansOfType(RepositoryFactoryInformation.class, false, false)
			.values()
			.stream()
			.map(RepositoryFactoryInformation::getRepositoryInformation)
			.filter((information) -> S3BackedRepository.class.isAssignableFrom(information.getRepositoryInterface()))
			.map(RepositoryInformation::getDomainType)
			.forEach(types::add);
		return types;
	}

}
