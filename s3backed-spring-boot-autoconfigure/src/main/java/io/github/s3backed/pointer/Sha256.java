package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import software.amazon.awssdk.core.SdkBytes;

/**
 * SHA-256, the checksum of pointers and the hash of owners.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Returns a digest to feed.
	 * @return the digest
	 */
	public static MessageDigest newDigest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Returns the checksum of some bytes.
	 * @param bytes the bytes
	 * @return 32 bytes
	 */
	public static SdkBytes of(byte[] bytes) {
		return SdkBytes.fromByteArrayUnsafe(newDigest().digest(bytes));
	}

	static String hex(String text) {
		return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
	}

}
