package io.github.s3backed.pointer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Names one write, on the item and on its objects. Unique: no two writes have the same
 * one, and none comes back.
 *
 * @param value a UUIDv7
 */
public record Token(UUID value) {

	private static final int LENGTH = 16;

	/**
	 * Returns when the write began, by its writer's clock.
	 * @return the time, to the millisecond
	 */
	public Instant time() {
		return Instant.ofEpochMilli(this.value.getMostSignificantBits() >>> 16);
	}

	/**
	 * Returns the 16 bytes of the token as a binary attribute.
	 * @return the attribute value
	 */
	public AttributeValue toAttributeValue() {
		ByteBuffer bytes = ByteBuffer.allocate(LENGTH);
		bytes.putLong(this.value.getMostSignificantBits()).putLong(this.value.getLeastSignificantBits());
		return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes.array()));
	}

	static Token from(AttributeValue value) {
		if (value.b() == null || value.b().asByteArrayUnsafe().length != LENGTH) {
			throw new IllegalArgumentException(
					"A write token must be 16 bytes of binary, but is of type " + value.type());
		}
		ByteBuffer bytes = value.b().asByteBuffer();
		return new Token(new UUID(bytes.getLong(), bytes.getLong()));
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}
