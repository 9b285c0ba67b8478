package io.github.s3backed.autoconfigure;

import java.util.Collection;
import java.util.List;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedMappingContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Looks, when the application starts, whether the objects of all entity classes can be
 * where they are to be, and whether the settings name no class that there is not. As with
 * their mapping, operations that are not an {@link S3BackedTemplate} may do without.
 */
class EntityPlaceValidator implements SmartInitializingSingleton {

	private final EntityTypes entityTypes;

	private final ListableBeanFactory beanFactory;

	private final @Nullable ClassLoader classLoader;

	EntityPlaceValidator(EntityTypes entityTypes, ListableBeanFactory beanFactory, ResourceLoader resourceLoader) {
		this.entityTypes = entityTypes;
		this.beanFactory = beanFactory;
		this.classLoader = resourceLoader.getClassLoader();
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.beanFactory.getBeanNamesForType(S3BackedTemplate.class, true, false).length == 0) {
			return;
		}
		Places places = new Places(this.beanFactory.getBean(S3BackedSettings.class).storage());
		S3BackedMappingContext mappingContext = this.beanFactory.getBean(S3BackedMappingContext.class);
		Collection<Class<?>> types = this.entityTypes.all();
		types.forEach((type) -> places.of(mappingContext.getRequiredEntity(type)));
		for (String name : places.unusedNames()) {
			places.of(mappingContext.getRequiredEntity(load(name, types)));
		}
	}

	/**
	 * An entity class need not have been found by scanning, nor have a repository.
	 */
	private Class<?> load(String name, Collection<Class<?>> types) {
		try {
			return ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			List<String> names = types.stream().map(Class::getName).sorted().toList();
			throw new InvalidMappingException(
					"The property '" + EntityStorageProperties.NAME + name + "' names no entity class; there are "
							+ names,
					"Correct the name, or write the full name of an entity class that is not found by scanning.", ex);
		}
	}

}
