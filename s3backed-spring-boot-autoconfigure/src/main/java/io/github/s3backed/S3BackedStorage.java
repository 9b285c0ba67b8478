package io.github.s3backed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says where the objects of an entity class are, if not in {@code s3backed.bucket} under
 * {@code s3backed.prefix}. Subclasses have it too. What is left out is as for all
 * entities; {@code s3backed.entities.<class>.bucket}, {@code .prefix} and
 * {@code .expected-bucket-owner} go before each value.
 * <p>
 * New objects are put there. Those that are still where all entities' objects are, from
 * before, are read, replaced, removed and swept as well. Entity classes of one table must
 * have the same place.
 * <p>
 * Values may have placeholders, such as <code>${pages.bucket}</code>, which Spring's
 * environment resolves.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.ANNOTATION_TYPE })
public @interface S3BackedStorage {

	/**
	 * The bucket, by its name or the alias of an access point.
	 * @return the bucket, or nothing for that of all entities
	 */
	String bucket() default "";

	/**
	 * What every object key begins with. Slashes at either end make no difference, and
	 * {@code "/"} alone is the bucket's top.
	 * @return the prefix, or nothing for that of all entities
	 */
	String prefix() default "";

	/**
	 * The account that must own the bucket.
	 * @return the account, or nothing for that of all entities' bucket
	 */
	String expectedBucketOwner() default "";

}
