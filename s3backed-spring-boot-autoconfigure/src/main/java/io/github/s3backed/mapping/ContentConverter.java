package io.github.s3backed.mapping;

import java.nio.charset.StandardCharsets;

import io.github.s3backed.codec.ValueCodec;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shows an S3-backed value to the table schema as binary, which the mapping takes out of
 * the item and puts into S3. Reads a string too, which an item has that was written
 * before the attribute became S3-backed.
 *
 * @param attribute the attribute's name
 * @param type the property's type
 * @param codec its codec
 */
record ContentConverter(String attribute, EnhancedType<Object> type,
		ValueCodec codec) implements AttributeConverter<Object> {

	@Override
	public AttributeValue transformFrom(Object value) {
		try {
			return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(this.codec.encode(value)));
		}
		catch (IllegalArgumentException ex) {
			throw named(ex);
		}
	}

	@Override
	public Object transformTo(AttributeValue value) {
		try {
			return this.codec.decode(bytes(value));
		}
		catch (IllegalArgumentException ex) {
			throw named(ex);
		}
	}

	private static byte[] bytes(AttributeValue value) {
		return switch (value.type()) {
			case B -> value.b().asByteArrayUnsafe();
			case S -> value.s().getBytes(StandardCharsets.UTF_8);
			default -> throw new IllegalArgumentException(
					"Neither a pointer nor a string nor binary, but of type " + value.type());
		};
	}

	private IllegalArgumentException named(IllegalArgumentException failure) {
		return new IllegalArgumentException("Attribute '" + this.attribute + "': " + failure.getMessage(), failure);
	}

	@Override
	public AttributeValueType attributeValueType() {
		return AttributeValueType.B;
	}

}
