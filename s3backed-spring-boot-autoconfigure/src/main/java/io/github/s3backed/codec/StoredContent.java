package io.github.s3backed.codec;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

import io.github.s3backed.Compression;

/**
 * The bytes of an object that is to be stored.
 *
 * @param body opens the bytes from their beginning, as often as it is called
 * @param length their number
 * @param crc32c their CRC-32C
 * @param compression how they are compressed
 */
public record StoredContent(Supplier<InputStream> body, long length, int crc32c, Compression compression) {

	static StoredContent asIs(byte[] content) {
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		return new StoredContent(() -> new ByteArrayInputStream(content), content.length, (int) checksum.getValue(),
				Compression.NONE);
	}

}
