package io.github.s3backed.content;

import io.github.s3backed.codec.ContentDigest;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A content that is in memory.
 *
 * @param bytes the bytes, which may be the application's own and change
 * @param digest the checksums that they had
 */
public record KnownContent(byte[] bytes, ContentDigest digest) implements ContentSource {

	/**
	 * Reads the bytes once for their checksums.
	 * @param bytes the bytes
	 * @return the content
	 */
	public static KnownContent of(byte[] bytes) {
		return new KnownContent(bytes, ContentDigest.of(bytes));
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

	@Override
	public String toString() {
		return this.bytes.length + " bytes";
	}

}
