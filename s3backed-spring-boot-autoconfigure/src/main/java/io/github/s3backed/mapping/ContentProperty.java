package io.github.s3backed.mapping;

import java.nio.charset.StandardCharsets;

import io.github.s3backed.content.ContentSource;
import io.github.s3backed.content.StoredObject;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A property whose value is a content of its own and no part of the item.
 *
 * @param attribute how it is stored
 * @param property the property
 * @param form the form of its values
 * @param <T> the type of the entity
 * @param <B> the type of the builder
 */
record ContentProperty<T, B>(S3BackedAttribute attribute, Property<T, B> property, ContentForm form) {

	String name() {
		return this.attribute.name();
	}

	/**
	 * Returns the content of an entity, or {@code null} if the property is null.
	 */
	@Nullable ContentSource encode(T entity) {
		@Nullable Object value = this.property.getter().apply(entity);
		try {
			return (value != null) ? this.form.toContent(value) : null;
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
			this.property.setter().accept(draft, this.form.fromBytes(content));
		}
		catch (IllegalArgumentException ex) {
			throw named(ex);
		}
	}

	/**
	 * Sets the property of a draft to a handle.
	 */
	void refer(StoredObject object, B draft) {
		this.property.setter().accept(draft, this.form.fromObject(object));
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
		return new IllegalArgumentException("Attribute '" + name() + "': " + failure.getMessage(), failure);
	}

}
