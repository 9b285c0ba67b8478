package io.github.s3backed.store;

import org.jspecify.annotations.Nullable;

/**
 * What S3 says of an object that it has.
 *
 * @param length its length in bytes
 * @param checksum the CRC-32C of all its bytes as S3 writes it, or {@code null} if it
 * does not say
 * @param eTag its entity tag, or {@code null} if it does not say
 */
public record ObjectState(long length, @Nullable String checksum, @Nullable String eTag) {

	/**
	 * Returns the checksum as a number.
	 * @return the CRC-32C, or {@code null} if S3 does not say it
	 */
	public @Nullable Integer crc32c() {
		return (this.checksum != null) ? Checksums.parse(this.checksum) : null;
	}

	/**
	 * Tells whether this proves what the object is.
	 * @param length the expected length in bytes
	 * @param crc32c the expected checksum
	 * @return whether S3 says both
	 */
	boolean proves(long length, int crc32c) {
		return this.length == length && Checksums.format(crc32c).equals(this.checksum);
	}

}
