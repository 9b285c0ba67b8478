package io.github.s3backed.store;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * CRC-32C as S3 writes it: four bytes, the highest first, in base64.
 */
final class Checksums {

	private Checksums() {
	}

	static String format(int crc32c) {
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(crc32c).array());
	}

	static int parse(String checksum) {
		return ByteBuffer.wrap(Base64.getDecoder().decode(checksum)).getInt();
	}

}
