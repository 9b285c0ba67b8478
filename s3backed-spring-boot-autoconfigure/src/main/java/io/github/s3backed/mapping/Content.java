package io.github.s3backed.mapping;

import java.util.Arrays;

import io.github.s3backed.codec.Compressor;
import io.github.s3backed.codec.StoredContent;
import io.github.s3backed.pointer.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The value of an S3-backed attribute, ready to be stored.
 */
public final class Content {

	private final S3BackedAttribute attribute;

	private final byte[] bytes;

	private final SdkBytes sha256;

	private final @Nullable String readable;

	Content(S3BackedAttribute attribute, byte[] bytes, @Nullable String readable) {
		this.attribute = attribute;
		this.bytes = bytes;
		this.sha256 = Sha256.of(bytes);
		this.readable = readable;
	}

	public S3BackedAttribute attribute() {
		return this.attribute;
	}

	AttributeValue toAttributeValue() {
		return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(this.bytes));
	}

	/**
	 * Returns the length before compression.
	 * @return the number of bytes
	 */
	public long size() {
		return this.bytes.length;
	}

	/**
	 * Returns the checksum before compression.
	 * @return the SHA-256
	 */
	public SdkBytes sha256() {
		return this.sha256;
	}

	/**
	 * Returns how the object's key should end.
	 * @return the readable part, or {@code null}
	 */
	public @Nullable String readable() {
		return this.readable;
	}

	/**
	 * Compresses the content, which takes as much memory again as the result.
	 * @return what to store
	 */
	public StoredContent compress() {
		return Compressor.compress(this.bytes, this.attribute.compression());
	}

	@Override
	public String toString() {
		return "Content[" + this.attribute.name() + ", " + this.bytes.length + " bytes, sha256 "
				+ Arrays.hashCode(this.sha256.asByteArrayUnsafe()) + "]";
	}

}
