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
 * @param type the property's type
 * @param codec its codec
 */
record ContentConverter(EnhancedType<Object> type, ValueCodec codec) implements AttributeConverter<Object> {

	@Override
	public AttributeValue transformFrom(Object value) {
		return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(this.codec.encode(value)));
	}

	@Override
	public Object transformTo(AttributeValue value) {
		return switch (value.type()) {
			case B -> this.codec.decode(value.b().asByteArrayUnsafe());
			case S -> this.codec.decode(value.s().getBytes(StandardCharsets.UTF_8));
			default -> throw new IllegalArgumentException(
					"Neither a pointer nor a string nor binary, but of type " + value.type());
		};
	}

	@Override
	public AttributeValueType attributeValueType() {
		return AttributeValueType.B;
	}

}
