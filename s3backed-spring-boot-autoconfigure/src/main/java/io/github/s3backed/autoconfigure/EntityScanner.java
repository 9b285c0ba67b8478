package io.github.s3backed.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.S3Backed;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.log.LogMessage;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Finds entity classes: beans and immutables of the Enhanced Client, and records, that
 * have an {@link S3Backed} member. Class files are read first, and only what may be an
 * entity is loaded; nothing is initialised.
 */
class EntityScanner {

	private static final Log logger = LogFactory.getLog(EntityScanner.class);

	private final CandidateProvider candidates;

	private final @Nullable ClassLoader classLoader;

	EntityScanner(Environment environment, ResourceLoader resourceLoader) {
		this.candidates = new CandidateProvider(environment);
		this.candidates.setResourceLoader(resourceLoader);
		this.classLoader = resourceLoader.getClassLoader();
	}

	List<Class<?>> scan(Collection<String> packages) {
		return packages.stream()
			.flatMap((name) -> this.candidates.findCandidateComponents(name).stream())
			.map(BeanDefinition::getBeanClassName)
			.distinct()
			.sorted()
			.flatMap(this::loadIfEntity)
			.toList();
	}

	private Stream<Class<?>> loadIfEntity(String className) {
		try {
			Class<?> candidate = ClassUtils.forName(className, this.classLoader);
			return hasS3BackedMember(candidate) ? Stream.of(candidate) : Stream.empty();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.warn(LogMessage.format("%s cannot be loaded and is not taken for an entity", className), ex);
			return Stream.empty();
		}
	}

	private static boolean hasS3BackedMember(Class<?> candidate) {
		for (Class<?> type = candidate; type != null && type != Object.class; type = type.getSuperclass()) {
			if (isS3Backed(type.getDeclaredFields()) || isS3Backed(type.getDeclaredMethods())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isS3Backed(AnnotatedElement[] members) {
		return Arrays.stream(members).anyMatch((member) -> member.isAnnotationPresent(S3Backed.class));
	}

	/**
	 * Unlike a component, an entity may be abstract: an immutable whose builder makes
	 * instances of a generated subclass.
	 */
	private static final class CandidateProvider extends ClassPathScanningCandidateComponentProvider {

		CandidateProvider(Environment environment) {
			super(false, environment);
			addIncludeFilter(new AnnotationTypeFilter(DynamoDbBean.class, false));
			addIncludeFilter(new AnnotationTypeFilter(DynamoDbImmutable.class, false));
			addIncludeFilter(
					(reader, factory) -> Record.class.getName().equals(reader.getClassMetadata().getSuperClassName()));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
			AnnotationMetadata metadata = definition.getMetadata();
			return metadata.isIndependent()
					&& (metadata.isConcrete() || metadata.hasAnnotation(DynamoDbImmutable.class.getName()));
		}

	}

}
