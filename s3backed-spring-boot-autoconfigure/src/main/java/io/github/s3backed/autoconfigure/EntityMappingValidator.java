package io.github.s3backed.autoconfigure;

import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Builds the mapping of every entity class when the application starts, so that a wrong
 * one does not wait for its first use. Operations that are not an
 * {@link S3BackedTemplate} may do without a mapping, so nothing is checked for them.
 */
class EntityMappingValidator implements SmartInitializingSingleton {

	private final EntityTypes entityTypes;

	private final ListableBeanFactory beanFactory;

	EntityMappingValidator(EntityTypes entityTypes, ListableBeanFactory beanFactory) {
		this.entityTypes = entityTypes;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getBeanNamesForType(S3BackedTemplate.class, true, false).length == 0) {
			return;
		}
		S3BackedMappingContext mappingContext = this.beanFactory.getBean(S3BackedMappingContext.class);
		this.entityTypes.all().forEach(mappingContext::getRequiredEntity);
	}

}
