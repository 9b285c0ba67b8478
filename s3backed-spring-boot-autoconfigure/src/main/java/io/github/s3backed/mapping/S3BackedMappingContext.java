package io.github.s3backed.mapping;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.S3BackedStorage;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.codec.ValueCodecs;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Knows the mappings of entity classes, and builds each once.
 */
public final class S3BackedMappingContext {

	private final Map<Class<?>, S3BackedPersistentEntity<?>> entities = new ConcurrentHashMap<>();

	/** The entity class of each class that an entity had. */
	private final Map<Class<?>, Class<?>> types = new ConcurrentHashMap<>();

	private final PersistentEntityFactory factory;

	/**
	 * Creates the context.
	 * @param enhancedClient the client whose extensions apply to entities when they are
	 * written and read; nothing is sent through it
	 * @param tableNames gives the table of an entity class
	 * @param jsonMapper writes and reads S3-backed values that are neither text nor
	 * bytes; it must not have default typing
	 * @param compression how objects are compressed where an attribute does not say
	 * @param keyGenerator chooses the readable end of object keys in place of the
	 * templates on the attributes, or {@code null}
	 */
	public S3BackedMappingContext(DynamoDbEnhancedClient enhancedClient, Function<Class<?>, String> tableNames,
			JsonMapper jsonMapper, Compression compression, @Nullable ObjectKeyGenerator keyGenerator) {
		this(enhancedClient, tableNames, jsonMapper, CompressionSettings.of(compression), keyGenerator,
				StorageAnnotations::unresolvable);
	}

	/**
	 * Creates the context.
	 * @param enhancedClient the client whose extensions apply to entities when they are
	 * written and read; nothing is sent through it
	 * @param tableNames gives the table of an entity class
	 * @param jsonMapper writes and reads S3-backed values that are neither text nor
	 * bytes; it must not have default typing
	 * @param compression how objects are compressed where an attribute does not say
	 * @param keyGenerator chooses the readable end of object keys in place of the
	 * templates on the attributes, or {@code null}
	 * @param placeholders resolves the placeholders in {@link S3BackedStorage}, as
	 * {@code environment::resolveRequiredPlaceholders} does
	 */
	public S3BackedMappingContext(DynamoDbEnhancedClient enhancedClient, Function<Class<?>, String> tableNames,
			JsonMapper jsonMapper, CompressionSettings compression, @Nullable ObjectKeyGenerator keyGenerator,
			UnaryOperator<String> placeholders) {
		this.factory = new PersistentEntityFactory(enhancedClient, tableNames, new ValueCodecs(jsonMapper), compression,
				keyGenerator, new StorageAnnotations(placeholders));
	}

	/**
	 * Returns the mapping of an entity class.
	 * @param type the entity class
	 * @param <T> the type of the entity
	 * @return the mapping
	 * @throws InvalidMappingException if the class cannot be mapped
	 */
	@SuppressWarnings("unchecked")
	public <T> S3BackedPersistentEntity<T> getRequiredEntity(Class<T> type) {
		return (S3BackedPersistentEntity<T>) this.entities.computeIfAbsent(type, this.factory::create);
	}

	/**
	 * Returns the mapping of an entity: that of its class, or of the abstract
	 * {@link DynamoDbImmutable} that its class implements, such as one that a builder or
	 * a generator has made.
	 * @param entity the entity
	 * @param <T> the type of the entity
	 * @return the mapping
	 * @throws InvalidMappingException if the class cannot be mapped
	 */
	@SuppressWarnings("unchecked")
	public <T> S3BackedPersistentEntity<T> getRequiredEntityOf(T entity) {
		return (S3BackedPersistentEntity<T>) getRequiredEntity(
				this.types.computeIfAbsent(ClassUtils.getUserClass(entity), S3BackedMappingContext::entityType));
	}

	/**
	 * Returns the class whose mapping an entity has, as
	 * {@link #getRequiredEntityOf(Object)} takes it, without looking whether it can be
	 * mapped.
	 * @param entity the entity
	 * @return the entity class
	 */
	public static Class<?> entityTypeOf(Object entity) {
		return entityType(ClassUtils.getUserClass(entity));
	}

	private static Class<?> entityType(Class<?> type) {
		if (type.isAnnotationPresent(DynamoDbBean.class) || type.isAnnotationPresent(DynamoDbImmutable.class)) {
			return type;
		}
		return MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
			.stream(DynamoDbImmutable.class)
			.map(MergedAnnotation::getSource)
			.filter((source) -> source instanceof Class<?> declaring && Modifier.isAbstract(declaring.getModifiers()))
			.<Class<?>>map((source) -> StorageAnnotations.requireSame(type, (Class<?>) source))
			.findFirst()
			.orElse(type);
	}

}
