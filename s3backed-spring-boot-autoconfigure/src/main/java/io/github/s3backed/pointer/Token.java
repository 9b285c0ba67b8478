package io.github.s3backed.pointer;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Names one write, on the item and on its objects. Unique: no two writes have the same
 * one, and none comes back. In its last bit the name that a caller is given says whether
 * the time in it is known to be right; on items and objects the bit is always set.
 *
 * @param value a UUIDv7
 */
public record Token(UUID value) {

	static final long TIMED = 1;

	private static final int LENGTH = 16;

	/**
	 * Returns when the write began, by DynamoDB's clock as far as its writer knew it.
	 * @return the time, to the millisecond
	 */
	public Instant time() {
		return Instant.ofEpochMilli(this.value.getMostSignificantBits() >>> 16);
	}

	/**
	 * Tells whether the time in the token is known to be right.
	 * @return whether it is by DynamoDB's clock, but for an allowance
	 */
	public boolean isTimed() {
		return (this.value.getLeastSignificantBits() & TIMED) != 0;
	}

	/**
	 * Returns the name under which the write stands on its item.
	 * @return the token with its last bit set
	 */
	public Token stored() {
		return isTimed() ? this : withLow(this.value.getLeastSignificantBits() | TIMED);
	}

	/**
	 * Returns the name of the write for a caller who must not rely on its time.
	 * @return the token with its last bit cleared
	 */
	public Token untimed() {
		return withLow(this.value.getLeastSignificantBits() & ~TIMED);
	}

	private Token withLow(long low) {
		return new Token(new UUID(this.value.getMostSignificantBits(), low));
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
