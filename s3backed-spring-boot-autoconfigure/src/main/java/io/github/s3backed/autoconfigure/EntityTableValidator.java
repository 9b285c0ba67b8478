package io.github.s3backed.autoconfigure;

import java.util.List;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.core.TableValidator;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Looks at the table of every entity class when the application starts. As with their
 * mapping, operations that are not an {@link S3BackedTemplate} may do without a table.
 */
class EntityTableValidator implements SmartInitializingSingleton {

	private final EntityTypes entityTypes;

	private final ListableBeanFactory beanFactory;

	EntityTableValidator(EntityTypes entityTypes, ListableBeanFactory beanFactory) {
		this.entityTypes = entityTypes;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getBeanNamesForType(S3BackedTemplate.class, true, false).length == 0) {
			return;
		}
		S3BackedMappingContext mappingContext = this.beanFactory.getBean(S3BackedMappingContext.class);
		List<? extends S3BackedPersistentEntity<?>> entities = this.entityTypes.all()
			.stream()
			.<S3BackedPersistentEntity<?>>map(mappingContext::getRequiredEntity)
			.toList();
		new TableValidator(this.beanFactory.getBean(DynamoDbClient.class),
				this.beanFactory.getBean(S3BackedSettings.class),
				this.beanFactory.getBeanProvider(ObservationRegistry.class).getIfUnique(() -> ObservationRegistry.NOOP))
			.validate(entities);
	}

}
