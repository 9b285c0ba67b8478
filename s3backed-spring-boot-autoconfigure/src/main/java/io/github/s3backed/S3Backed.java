package io.github.s3backed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a property whose value is stored as an S3 object, with a pointer to it in the
 * DynamoDB item. Stands on the field, on an accessor, or on a record component.
 * <p>
 * A {@code String} is stored as UTF-8, a {@code byte[]} as it is, and any other type as
 * JSON. A {@code null} value has neither an object nor an attribute in the item. The
 * property cannot be a key of the table or of a secondary index.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.METHOD })
public @interface S3Backed {

	/**
	 * SpEL template for the readable end of the object key, such as
	 * {@code base64(url) + ".html"}. It sees the entity's properties by name and the
	 * function {@code base64}, which encodes its argument's UTF-8 with the URL-safe
	 * alphabet and no padding. Characters that are not safe in an S3 key are escaped, and
	 * what would not fit into S3's 1,024 bytes is cut from the front. The result is
	 * cosmetic: keys are unique without it. Empty for none.
	 * @return the template
	 */
	String key() default "";

	/**
	 * The compression of this attribute; none given means {@code s3backed.compression}.
	 * @return at most one compression
	 */
	Compression[] compression() default {};

	/**
	 * How hard the compression of this attribute tries: 1 to 9 for gzip, 1 to 22 for
	 * zstd. 0 for {@code s3backed.compression-level} where the attribute has no
	 * compression of its own, and else for the default of its compression.
	 * @return the level, or 0
	 */
	int compressionLevel() default 0;

	/**
	 * The object's {@code Content-Type}. Empty for the default of the property's type:
	 * {@code text/plain; charset=UTF-8}, {@code application/octet-stream} or
	 * {@code application/json}.
	 * @return the media type
	 */
	String contentType() default "";

	/**
	 * How a string or binary is read that an item holds in the attribute itself, without
	 * a pointer. The next write moves it to S3.
	 * @return how
	 */
	PlainValues plainValues() default PlainValues.UNLESS_POINTER;

}
