package io.github.s3backed;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A value whose content is read from S3 only when {@link #get()} is called. For
 * properties that are {@link S3Backed}: {@code S3BackedValue<String>}, or of any other
 * type that such a property can have, also {@code S3BackedValue<Resource>}.
 * <p>
 * One that a read gave is a handle to the object: it is equal to another handle to the
 * same object, and knows where and how the content is stored without a request. Saved
 * back with the entity that it was read with it costs no request either. It is good for
 * as long as the object is there; a write that replaces the content removes the object,
 * see {@code s3backed.superseded-retention}.
 * <p>
 * As JSON it is what {@link #getStoredAttribute()} returns, and never the content.
 * Neither is it serializable.
 *
 * @param <T> the type of the value
 */
public interface S3BackedValue<T> {

	/**
	 * Returns the value. A handle sends one {@code GetObject} for it the first time, and
	 * compares size and SHA-256; from then on the value is kept. If it is changed, saving
	 * the entity stores the changed value.
	 * @return the value, never {@code null}: where there is none, the property is
	 * {@code null}
	 * @throws SupersededContentException if the content was replaced or deleted since the
	 * entity was read, and is gone
	 * @throws DanglingPointerException if the object is missing although the item still
	 * points to it
	 * @throws CorruptObjectException if the object is not what was stored
	 * @throws IllegalStateException if the template that the handle was read with is
	 * closed
	 * @throws org.springframework.dao.DataAccessException if S3 does not give it
	 */
	T get();

	/**
	 * Tells where and how the content is stored, without a request.
	 * @return its description, or {@code null} if the value was not read from S3
	 */
	@JsonValue
	@Nullable StoredAttribute getStoredAttribute();

	/**
	 * Returns a value that is to be stored.
	 * @param value the value, which is not copied
	 * @param <T> the type of the value
	 * @return a value that is equal to others of an equal value
	 */
	static <T> S3BackedValue<T> of(T value) {
		return new GivenValue<>(value);
	}

}
