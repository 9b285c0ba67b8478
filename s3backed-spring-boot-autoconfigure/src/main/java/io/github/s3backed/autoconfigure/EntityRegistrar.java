package io.github.s3backed.autoconfigure;

import java.util.List;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.repository.support.EntityRepositoryFactoryBean;
import io.github.s3backed.repository.support.S3BackedRepositoryFactoryBean;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers, for the entity classes of the application's packages, checks of their
 * mapping and their table, and a repository each. The repositories are fallbacks: one
 * that is declared for the same entity is injected in their place.
 */
class EntityRegistrar implements ImportBeanDefinitionRegistrar {

	private final BeanFactory beanFactory;

	private final Environment environment;

	private final ResourceLoader resourceLoader;

	EntityRegistrar(BeanFactory beanFactory, Environment environment, ResourceLoader resourceLoader) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.resourceLoader = resourceLoader;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClass, BeanDefinitionRegistry registry) {
		List<Class<?>> entityTypes = new EntityScanner(this.environment, this.resourceLoader).scan(packages());
		registry.registerBeanDefinition(EntityTypes.class.getName(), infrastructure(EntityTypes.class, entityTypes));
		registry.registerBeanDefinition(EntityMappingValidator.class.getName(),
				infrastructure(EntityMappingValidator.class));
		registry.registerBeanDefinition(EntityPlaceValidator.class.getName(),
				infrastructure(EntityPlaceValidator.class));
		if (this.environment.getProperty("s3backed.check-tables", Boolean.class, true)) {
			registry.registerBeanDefinition(EntityTableValidator.class.getName(),
					infrastructure(EntityTableValidator.class));
		}
		if (this.environment.getProperty("s3backed.repositories.enabled", Boolean.class, true)) {
			entityTypes.forEach((entityType) -> registry
				.registerBeanDefinition("s3BackedRepository-" + entityType.getName(), repository(entityType)));
		}
	}

	private List<String> packages() {
		List<String> packages = EntityScanPackages.get(this.beanFactory).getPackageNames();
		if (packages.isEmpty() && AutoConfigurationPackages.has(this.beanFactory)) {
			packages = AutoConfigurationPackages.get(this.beanFactory);
		}
		return packages;
	}

	private static RootBeanDefinition infrastructure(Class<?> type, Object... arguments) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		definition.setAutowireMode(RootBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		for (int i = 0; i < arguments.length; i++) {
			definition.getConstructorArgumentValues().addIndexedArgumentValue(i, arguments[i]);
		}
		return definition;
	}

	private static RootBeanDefinition repository(Class<?> entityType) {
		RootBeanDefinition definition = new RootBeanDefinition(EntityRepositoryFactoryBean.class);
		definition.setTargetType(factoryBeanType(entityType));
		definition.setFallback(true);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, entityType);
		definition.getPropertyValues().add("operations", new RuntimeBeanReference(S3BackedOperations.class));
		return definition;
	}

	/**
	 * Spring takes the first type argument of a factory bean for the type of its object.
	 */
	private static ResolvableType factoryBeanType(Class<?> entityType) {
		ResolvableType repository = ResolvableType.forClassWithGenerics(S3BackedRepository.class, entityType);
		return ResolvableType.forClassWithGenerics(S3BackedRepositoryFactoryBean.class, repository,
				ResolvableType.forClass(entityType), ResolvableType.forClass(Object.class));
	}

}
