package io.github.s3backed.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.s3backed.InvalidMappingException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.BeanTableSchemaAttributeTag;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnoreNulls;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPreserveEmptyObject;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Builds the Enhanced Client's table schema of an entity class. The Enhanced Client's own
 * factories know no records, look at no fields, and refuse types that have no converter;
 * so this one reads the same annotations and leaves the S3-backed properties out.
 */
final class TableSchemaFactory {

	/**
	 * The name that {@link BeanTableSchemaAttributeTag} asks for.
	 */
	private static final String TAG_METHOD = "attributeTagFor";

	private TableSchemaFactory() {
	}

	/**
	 * Creates the schema of an entity class without its contents.
	 */
	static <T, B> TableSchema<T> create(EntityModel<T, B> model) {
		return create(model, Set.of(model.type()));
	}

	private static <T, B> TableSchema<T> create(EntityModel<T, B> model, Set<Class<?>> parents) {
		StaticImmutableTableSchema.Builder<T, B> schema = builder(model);
		for (Property<T, B> property : model.properties()) {
			if (property.s3Backed() == null) {
				try {
					add(schema, model, property, parents);
				}
				catch (InvalidMappingException ex) {
					throw ex;
				}
				catch (RuntimeException ex) {
					throw UnmappableTypes.failure(model.type(), property, ex);
				}
			}
		}
		return schema.build();
	}

	/**
	 * Builds a plain attribute alone first: a schema of all does not tell which of them
	 * it fails at.
	 */
	private static <T, B> void add(StaticImmutableTableSchema.Builder<T, B> schema, EntityModel<T, B> model,
			Property<T, B> property, Set<Class<?>> parents) {
		if (property.isFlattened()) {
			flatten(schema, property, parents);
			return;
		}
		ImmutableAttribute<T, B, ?> attribute = attribute(model, property,
				enhancedType(property.type(), property, parents), declaredConverter(property));
		builder(model).addAttribute(attribute).build();
		schema.addAttribute(attribute);
	}

	@SuppressWarnings("unchecked")
	private static <T, B> StaticImmutableTableSchema.Builder<T, B> builder(EntityModel<T, B> model) {
		return StaticImmutableTableSchema.builder(model.type(), (Class<B>) Object.class)
			.newItemBuilder(model.newBuilder(), model.build())
			.attributeConverterProviders(converterProviders(model.type()));
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T, B> ImmutableAttribute<T, B, ?> attribute(EntityModel<T, B> model, Property<T, B> property,
			EnhancedType<?> type, @Nullable AttributeConverter<?> converter) {
		ImmutableAttribute.Builder<T, B, Object> attribute = ImmutableAttribute
			.builder(model.type(), (Class<B>) Object.class, (EnhancedType<Object>) type)
			.name(property.attributeName())
			.getter((Function) property.getter())
			.setter((BiConsumer) property.setter())
			.tags(tags(property));
		if (converter != null) {
			attribute.attributeConverter((AttributeConverter<Object>) converter);
		}
		return attribute.build();
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T, B> void flatten(StaticImmutableTableSchema.Builder<T, B> schema, Property<T, B> property,
			Set<Class<?>> parents) {
		if (property.isFlattenedMap()) {
			schema.flatten(property.name(), (Function) property.getter(), (BiConsumer) property.setter());
		}
		else {
			schema.flatten((TableSchema) documentSchema((Class<?>) property.type(), property, parents),
					(Function) property.getter(), (BiConsumer) property.setter());
		}
	}

	private static List<AttributeConverterProvider> converterProviders(Class<?> type) {
		DynamoDbBean bean = type.getAnnotation(DynamoDbBean.class);
		DynamoDbImmutable immutable = type.getAnnotation(DynamoDbImmutable.class);
		Stream<Class<? extends AttributeConverterProvider>> providers = (bean != null)
				? Stream.of(bean.converterProviders())
				: (immutable != null) ? Stream.of(immutable.converterProviders()) : Stream.empty();
		List<AttributeConverterProvider> result = providers.<AttributeConverterProvider>map(BeanUtils::instantiateClass)
			.toList();
		return (bean == null && immutable == null) ? List.of(AttributeConverterProvider.defaultProvider()) : result;
	}

	private static @Nullable AttributeConverter<?> declaredConverter(Property<?, ?> property) {
		DynamoDbConvertedBy annotation = property.annotation(DynamoDbConvertedBy.class);
		return (annotation != null) ? BeanUtils.instantiateClass(annotation.value()) : null;
	}

	/**
	 * Types with a schema of their own become documents, also inside lists and maps, as
	 * in {@code BeanTableSchema}.
	 */
	private static EnhancedType<?> enhancedType(Type type, Property<?, ?> property, Set<Class<?>> parents) {
		if (type instanceof ParameterizedType parameterized) {
			Type[] arguments = parameterized.getActualTypeArguments();
			if (parameterized.getRawType() == List.class) {
				return EnhancedType.listOf(enhancedType(arguments[0], property, parents));
			}
			if (parameterized.getRawType() == Map.class) {
				return EnhancedType.mapOf(EnhancedType.of(arguments[0]), enhancedType(arguments[1], property, parents));
			}
		}
		if (type instanceof Class<?> documentType && EntityModels.isEntity(documentType)
				&& property.annotation(DynamoDbConvertedBy.class) == null) {
			return document(documentType, property, parents);
		}
		return EnhancedType.of(type);
	}

	private static <D> EnhancedType<D> document(Class<D> type, Property<?, ?> property, Set<Class<?>> parents) {
		return EnhancedType.documentOf(type, documentSchema(type, property, parents),
				(configuration) -> configuration
					.preserveEmptyObject(property.annotation(DynamoDbPreserveEmptyObject.class) != null)
					.ignoreNulls(property.annotation(DynamoDbIgnoreNulls.class) != null));
	}

	private static <D> TableSchema<D> documentSchema(Class<D> type, Property<?, ?> owner, Set<Class<?>> parents) {
		EntityModel<D, ?> model = EntityModels.of(type);
		requireNothingS3Backed(model, owner, Set.of(type));
		if (!type.isRecord()) {
			return TableSchema.fromClass(type);
		}
		if (parents.contains(type)) {
			throw new InvalidMappingException("Record " + type.getName() + " contains itself",
					"Make the property '" + owner.name() + "' @S3Backed, which stores it as JSON.");
		}
		return create(model, Set.copyOf(Stream.concat(parents.stream(), Stream.of(type)).toList()));
	}

	private static void requireNothingS3Backed(EntityModel<?, ?> model, Property<?, ?> owner, Set<Class<?>> parents) {
		for (Property<?, ?> property : model.properties()) {
			if (property.s3Backed() != null) {
				throw new InvalidMappingException(
						"Property '" + property.name() + "' of " + model.type().getName()
								+ " is @S3Backed, but lies inside the attribute '" + owner.name() + "'",
						"@S3Backed works on the properties of the entity itself: move it there, or make '"
								+ owner.name() + "' as a whole @S3Backed.");
			}
			documentTypes(ResolvableType.forType(property.type())).filter((type) -> !parents.contains(type))
				.forEach((type) -> requireNothingS3Backed(EntityModels.of(type), owner,
						Set.copyOf(Stream.concat(parents.stream(), Stream.of(type)).toList())));
		}
	}

	private static Stream<Class<?>> documentTypes(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		return EntityModels.isEntity(raw) ? Stream.of(raw)
				: Arrays.stream(type.getGenerics()).flatMap(TableSchemaFactory::documentTypes);
	}

	static List<StaticAttributeTag> tags(Property<?, ?> property) {
		return property.annotations().stream().flatMap((annotation) -> tag(annotation).stream()).toList();
	}

	private static List<StaticAttributeTag> tag(Annotation annotation) {
		BeanTableSchemaAttributeTag tag = annotation.annotationType().getAnnotation(BeanTableSchemaAttributeTag.class);
		if (tag == null) {
			return List.of();
		}
		return Arrays.stream(tag.value().getDeclaredMethods())
			.filter((method) -> method.getName().equals(TAG_METHOD)
					&& ClassUtils.isAssignable(method.getParameterTypes()[0], annotation.annotationType()))
			.peek(ReflectionUtils::makeAccessible)
			.map((method) -> (StaticAttributeTag) ReflectionUtils.invokeMethod(method, null, annotation))
			.toList();
	}

}
