package io.github.s3backed.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

import software.amazon.awssdk.core.SdkBytes;

/**
 * Two checksums of the same bytes. The array that they are in is the application's, and
 * another thread may change it at any time, also while it is read: so each part is copied
 * first, and both checksums are made of the copy. What is read later is what was hashed
 * if it has the same CRC, which costs next to nothing.
 *
 * @param sha256 the SHA-256
 * @param crc32c the CRC-32C
 */
public record ContentDigest(SdkBytes sha256, int crc32c) {

	static final int BUFFER = 64 * 1024;

	/**
	 * Reads an array once.
	 * @param bytes the bytes
	 * @return their checksums
	 */
	public static ContentDigest of(byte[] bytes) {
		MessageDigest sha256 = newSha256();
		CRC32C crc32c = new CRC32C();
		byte[] copy = new byte[Math.min(BUFFER, bytes.length)];
		for (int from = 0; from < bytes.length; from += BUFFER) {
			int length = Math.min(BUFFER, bytes.length - from);
			System.arraycopy(bytes, from, copy, 0, length);
			sha256.update(copy, 0, length);
			crc32c.update(copy, 0, length);
		}
		return new ContentDigest(SdkBytes.fromByteArrayUnsafe(sha256.digest()), (int) crc32c.getValue());
	}

	private static MessageDigest newSha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
