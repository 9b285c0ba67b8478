package io.github.s3backed.mapping;

import java.util.Arrays;

import io.github.s3backed.codec.Compressor;
import io.github.s3backed.codec.ContentChangedException;
import io.github.s3backed.codec.ContentDigest;
import io.github.s3backed.codec.StoredContent;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * The value of an S3-backed attribute, ready to be stored.
 */
public final class Content {

	private final S3BackedAttribute attribute;

	private final byte[] bytes;

	private final ContentDigest digest;

	private final @Nullable String readable;

	Content(S3BackedAttribute attribute, byte[] bytes, @Nullable String readable) {
		this.attribute = attribute;
		this.bytes = bytes;
		this.digest = ContentDigest.of(bytes);
		this.readable = readable;
	}

	public S3BackedAttribute attribute() {
		return this.attribute;
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
		return this.digest.sha256();
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
	 * @throws InvalidDataAccessApiUsageException if the value has been changed since its
	 * checksum was taken
	 */
	public StoredContent compress() {
		try {
			return Compressor.compress(this.bytes, this.digest.crc32c(), this.attribute.compression());
		}
		catch (ContentChangedException ex) {
			throw new InvalidDataAccessApiUsageException("The value of attribute '" + this.attribute.name()
					+ "' was changed by another thread while it was saved; nothing was written", ex);
		}
	}

	@Override
	public String toString() {
		return "Content[" + this.attribute.name() + ", " + this.bytes.length + " bytes, sha256 "
				+ Arrays.hashCode(this.digest.sha256().asByteArrayUnsafe()) + "]";
	}

}
