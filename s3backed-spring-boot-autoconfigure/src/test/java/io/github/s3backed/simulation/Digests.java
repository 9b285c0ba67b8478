package io.github.s3backed.simulation;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * What S3 computes of contents.
 */
final class Digests {

	private Digests() {
	}

	static String crc32c(byte[] content) {
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
	}

	/**
	 * Returns the entity tag of what was stored as one.
	 */
	static String eTag(byte[] content) {
		return '"' + md5(content) + '"';
	}

	/**
	 * Returns the entity tag of what was stored in parts, which is the MD5 of nothing
	 * that a client has.
	 */
	static String eTag(byte[] content, int parts) {
		return '"' + md5(md5(content).getBytes()) + "-" + parts + '"';
	}

	private static String md5(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
