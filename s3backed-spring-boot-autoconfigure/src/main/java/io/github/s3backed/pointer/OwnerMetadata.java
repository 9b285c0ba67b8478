package io.github.s3backed.pointer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Keeps the primary key of an owner whose object key has only its hash, in the object's
 * user metadata: deflated, in URL-safe base64. S3 allows 2 KB of user metadata, so a key
 * that is longer even then is left out; the sweep keeps and reports such objects.
 */
public final class OwnerMetadata {

	/**
	 * The name in the user metadata, without {@code x-amz-meta-}.
	 */
	public static final String NAME = "s3b-owner";

	private static final int MAX_LENGTH = 1900;

	/**
	 * The encoded form of the longest primary key, 3,072 bytes, each escaped.
	 */
	private static final int MAX_ENCODED = 10_000;

	private OwnerMetadata() {
	}

	/**
	 * Returns the metadata for an object.
	 * @param objectKey the object's key
	 * @param format the form of its key
	 * @param owner the item's primary key
	 * @return the metadata; empty if the key tells the owner, or the owner is too long
	 */
	public static Map<String, String> of(String objectKey, ObjectKeyFormat format, PrimaryKey owner) {
		if (!format.parse(objectKey).map((key) -> key.owner().isHashed()).orElse(false)) {
			return Map.of();
		}
		String value = Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString(deflate(owner.encode().getBytes(StandardCharsets.US_ASCII)));
		return (value.length() <= MAX_LENGTH) ? Map.of(NAME, value) : Map.of();
	}

	/**
	 * Returns the primary key from an object's metadata.
	 * @param metadata the user metadata
	 * @return the key; empty if there is none
	 * @throws IllegalArgumentException if it cannot be read
	 */
	public static Optional<PrimaryKey> read(Map<String, String> metadata) {
		return Optional.ofNullable(metadata.get(NAME))
			.map((value) -> PrimaryKey
				.decode(new String(inflate(Base64.getUrlDecoder().decode(value)), StandardCharsets.US_ASCII)));
	}

	private static byte[] deflate(byte[] bytes) {
		Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
		try {
			deflater.setInput(bytes);
			deflater.finish();
			byte[] buffer = new byte[bytes.length + 64];
			int length = deflater.deflate(buffer);
			return Arrays.copyOf(buffer, length);
		}
		finally {
			deflater.end();
		}
	}

	private static byte[] inflate(byte[] bytes) {
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(bytes);
			byte[] buffer = new byte[MAX_ENCODED];
			int length = inflater.inflate(buffer);
			if (!inflater.finished()) {
				throw new IllegalArgumentException("The owner in the object's metadata is cut off or too long");
			}
			return Arrays.copyOf(buffer, length);
		}
		catch (DataFormatException ex) {
			throw new IllegalArgumentException("The owner in the object's metadata cannot be read", ex);
		}
		finally {
			inflater.end();
		}
	}

}
