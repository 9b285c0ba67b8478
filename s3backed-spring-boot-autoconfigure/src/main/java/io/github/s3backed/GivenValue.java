package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A value of the application's own.
 *
 * @param value the value
 * @param <T> its type
 */
record GivenValue<T>(T value) implements S3BackedValue<T> {

	GivenValue {
		Assert.notNull(value, "The value must not be null: where there is none, the property is null");
	}

	@Override
	public T get() {
		return this.value;
	}

	@Override
	public @Nullable StoredAttribute getStoredAttribute() {
		return null;
	}

	/**
	 * Does not show the value, which may be long or not for logs.
	 */
	@Override
	public String toString() {
		return "S3BackedValue of " + this.value.getClass().getName();
	}

}
