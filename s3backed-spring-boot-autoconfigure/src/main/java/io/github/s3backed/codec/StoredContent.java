package io.github.s3backed.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

import io.github.s3backed.Compression;

/**
 * The bytes of an object that is to be stored.
 *
 * @param body opens the bytes from their beginning, as often as it is called; where they
 * are the application's own, they may have changed
 * @param length their number
 * @param crc32c their CRC-32C
 * @param compression how they are compressed
 */
public record StoredContent(Supplier<InputStream> body, long length, int crc32c, Compression compression) {

	static StoredContent asIs(byte[] content, int crc32c) {
		return new StoredContent(() -> new ByteArrayInputStream(content), content.length, crc32c, Compression.NONE);
	}

}
