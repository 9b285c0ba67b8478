package io.github.s3backed.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;

/**
 * A property of an entity class.
 *
 * @param name the property's name in Java
 * @param type its type
 * @param getter reads it from an entity
 * @param setter sets it on a builder
 * @param accessors where the Enhanced Client's annotations stand
 * @param field the field behind it, which may have {@link S3Backed}, or {@code null}
 * @param <T> the type of the entity
 * @param <B> the type of the builder
 */
record Property<T, B>(String name, Type type, Function<T, @Nullable Object> getter,
		BiConsumer<B, @Nullable Object> setter, List<? extends AnnotatedElement> accessors,
		@Nullable AnnotatedElement field) {

	<A extends Annotation> @Nullable A annotation(Class<A> annotationType) {
		return this.accessors.stream()
			.map((accessor) -> accessor.getAnnotation(annotationType))
			.filter((annotation) -> annotation != null)
			.findFirst()
			.orElse(null);
	}

	List<Annotation> annotations() {
		return this.accessors.stream().flatMap((accessor) -> Stream.of(accessor.getAnnotations())).toList();
	}

	@Nullable S3Backed s3Backed() {
		S3Backed annotation = annotation(S3Backed.class);
		return (annotation != null || this.field == null) ? annotation : this.field.getAnnotation(S3Backed.class);
	}

	/**
	 * Returns this property of a draft, which is only written.
	 */
	Property<B, B> ofDraft() {
		return new Property<>(this.name, this.type, (draft) -> null, this.setter, this.accessors, this.field);
	}

	boolean isFlattened() {
		return annotation(DynamoDbFlatten.class) != null;
	}

	boolean isFlattenedMap() {
		return isFlattened() && this.type instanceof ParameterizedType parameterized
				&& parameterized.getRawType() == Map.class;
	}

	String attributeName() {
		DynamoDbAttribute annotation = annotation(DynamoDbAttribute.class);
		return (annotation != null) ? annotation.value() : this.name;
	}

}
