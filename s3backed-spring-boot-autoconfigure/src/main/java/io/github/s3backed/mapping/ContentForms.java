package io.github.s3backed.mapping;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;

import io.github.s3backed.S3BackedValue;
import io.github.s3backed.codec.ValueCodecs;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;

/**
 * Finds the form in which a property has its content, from the property's type.
 *
 * @param codecs finds the codecs of values
 */
record ContentForms(ValueCodecs codecs) {

	/**
	 * Returns the form of a type.
	 * @param path what its values are called in messages
	 * @throws IllegalArgumentException if values of the type cannot be stored
	 */
	ContentForm forType(Type type, String path) {
		Class<?> raw = ResolvableType.forType(type).resolve(Object.class);
		if (raw == S3BackedValue.class) {
			return new ContentForm.Handle(ofValue(type, path));
		}
		if (raw == Resource.class) {
			return new ContentForm.Streamed();
		}
		if (Resource.class.isAssignableFrom(raw)) {
			throw new IllegalArgumentException("declare it as " + Resource.class.getName()
					+ ", of which a read makes an S3BackedResource and not a " + raw.getSimpleName());
		}
		if (S3BackedValue.class.isAssignableFrom(raw)) {
			throw new IllegalArgumentException("declare it as S3BackedValue, of which a read makes its own kind");
		}
		return new ContentForm.Whole(this.codecs.forType(type, path));
	}

	private ContentForm ofValue(Type type, String path) {
		if (!(type instanceof ParameterizedType parameterized)
				|| parameterized.getActualTypeArguments()[0] instanceof WildcardType) {
			throw new IllegalArgumentException(
					"it does not tell the type of the value; declare it, as in S3BackedValue<String>");
		}
		Type value = parameterized.getActualTypeArguments()[0];
		if (ResolvableType.forType(value).resolve(Object.class) == S3BackedValue.class) {
			throw new IllegalArgumentException("a handle to a handle is no value");
		}
		return forType(value, path);
	}

}
