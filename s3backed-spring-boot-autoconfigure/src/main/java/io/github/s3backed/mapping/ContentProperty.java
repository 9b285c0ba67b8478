package io.github.s3backed.mapping;

import java.nio.charset.StandardCharsets;

import io.github.s3backed.codec.ValueCodec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A property whose value is a content of its own and no part of the item.
 *
 * @param attribute how it is stored
 * @param property the property
 * @param codec turns its value into bytes and back
 * @param <T> the type of the entity
 * @param <B> the type of the builder
 */
record ContentProperty<T, B>(S3BackedAttribute attribute, Property<T, B> property, ValueCodec codec) {

	/**
	 * Returns the content of an entity, or {@code null} if the property is null.
	 */
	byte @Nullable [] encode(T entity) {
		@Nullable Object value = this.property.getter().apply(entity);
		try {
			return (value != null) ? this.codec.encode(value) : null;
		}
		catch (IllegalArgumentException ex) {
			throw named(ex);
		}
	}

	/**
	 * Sets the property of a draft.
	 */
	void decode(byte[] content, B draft) {
		try {
			this.property.setter().accept(draft, this.codec.decode(content));
		}
		catch (IllegalArgumentException ex) {
			throw named(ex);
		}
	}

	/**
	 * Returns the content from an item that was written before the attribute became
	 * S3-backed and has the value itself.
	 */
	byte[] plainContent(AttributeValue value) {
		return switch (value.type()) {
			case B -> value.b().asByteArrayUnsafe();
			case S -> value.s().getBytes(StandardCharsets.UTF_8);
			default -> throw named(new IllegalArgumentException(
					"Neither a pointer nor a string nor binary, but of type " + value.type()));
		};
	}

	private IllegalArgumentException named(IllegalArgumentException failure) {
		return new IllegalArgumentException("Attribute '" + this.attribute.name() + "': " + failure.getMessage(),
				failure);
	}

}
