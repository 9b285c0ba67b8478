package io.github.s3backed;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of an entity class that contents which its items still have in S3 are not wanted
 * any more: those of attributes that were {@link S3Backed} and are not any more, or are
 * gone from the class.
 * <p>
 * Without it such an attribute is never read as a value, and a write that would drop it
 * is refused with an {@link UnmappedPointerException}, because nothing else leads to its
 * object. With it the attribute reads as if it were not there, and the next write of each
 * item drops it and removes its object for good.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface S3BackedRemoved {

	/**
	 * The names of the attributes as they stand in the item.
	 * @return at least one name
	 */
	String[] value();

}
