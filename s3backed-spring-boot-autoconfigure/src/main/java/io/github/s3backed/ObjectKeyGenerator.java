package io.github.s3backed;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the readable end of object keys. A bean of this type takes the place of the
 * {@link S3Backed#key()} templates.
 */
@FunctionalInterface
public interface ObjectKeyGenerator {

	/**
	 * Returns the readable end of the key of an attribute's next object. It is cosmetic,
	 * need not be unique, is escaped where S3 needs it and cut where it is too long.
	 * @param entity the entity that is being written
	 * @param attribute the S3-backed attribute's name in the item
	 * @return the readable part, or {@code null} for none
	 */
	@Nullable String generateKey(Object entity, String attribute);

}
