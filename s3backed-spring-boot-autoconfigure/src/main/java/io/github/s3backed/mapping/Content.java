package io.github.s3backed.mapping;

import io.github.s3backed.content.ContentSource;
import org.jspecify.annotations.Nullable;

/**
 * The value of an S3-backed attribute that is to be stored.
 *
 * @param attribute the attribute
 * @param source where the content comes from
 * @param readable how the object's key should end, or {@code null}
 */
public record Content(S3BackedAttribute attribute, ContentSource source, @Nullable String readable) {

	/**
	 * Returns the attribute's name in the item.
	 * @return the name
	 */
	public String name() {
		return this.attribute.name();
	}

}
