package io.github.s3backed.mapping;

import java.util.function.UnaryOperator;

import io.github.s3backed.EntityStorage;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.Place;
import io.github.s3backed.S3BackedStorage;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.Assert;

/**
 * Reads {@link S3BackedStorage}.
 */
final class StorageAnnotations {

	private static final String PLACEHOLDER = "${";

	private final UnaryOperator<String> placeholders;

	/**
	 * Creates the reader.
	 * @param placeholders resolves the placeholders in a text
	 */
	StorageAnnotations(UnaryOperator<String> placeholders) {
		this.placeholders = placeholders;
	}

	/**
	 * For mappings that are made where there is no environment.
	 */
	static String unresolvable(String text) {
		Assert.isTrue(!text.contains(PLACEHOLDER),
				"there is nothing to resolve its placeholders; give S3BackedMappingContext a resolver");
		return text;
	}

	EntityStorage of(Class<?> type) {
		S3BackedStorage annotation = find(type);
		if (annotation == null) {
			return EntityStorage.NONE;
		}
		try {
			String prefix = resolve(annotation.prefix());
			return new EntityStorage(resolve(annotation.bucket()), (prefix != null) ? Place.prefixOf(prefix) : null,
					resolve(annotation.expectedBucketOwner()));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMappingException(
					"@S3BackedStorage of " + type.getName() + " will not do: " + ex.getMessage(),
					"Correct it, or leave out what is to be as for all entities.", ex);
		}
	}

	private @Nullable String resolve(String value) {
		return value.isEmpty() ? null : this.placeholders.apply(value);
	}

	/**
	 * Refuses an annotation that only an implementation of an entity class has: it would
	 * not be asked.
	 */
	static Class<?> requireSame(Class<?> implementation, Class<?> entityType) {
		S3BackedStorage own = AnnotationUtils.getAnnotation(implementation, S3BackedStorage.class);
		if (own != null && !own.equals(find(entityType))) {
			throw new InvalidMappingException("@S3BackedStorage of " + implementation.getName()
					+ " is not that of its entity class " + entityType.getName(), "Put it on the entity class alone.");
		}
		return entityType;
	}

	private static @Nullable S3BackedStorage find(Class<?> type) {
		return AnnotatedElementUtils.findMergedAnnotation(type, S3BackedStorage.class);
	}

}
