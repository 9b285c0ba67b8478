package io.github.s3backed.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;

import io.github.s3backed.store.ObjectPart;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * The bytes of a part, which grow as they come and are never copied.
 */
final class PartBuffer {

	private static final int FIRST_CHUNK = 64 * 1024;

	private final FastByteArrayOutputStream chunks = new FastByteArrayOutputStream(FIRST_CHUNK);

	private final CRC32C checksum = new CRC32C();

	private final int number;

	private final int limit;

	PartBuffer(int number, int limit) {
		this.number = number;
		this.limit = limit;
	}

	/**
	 * Takes as many bytes as there is room for.
	 * @return their number
	 */
	int write(byte[] bytes, int offset, int length) throws IOException {
		int count = Math.min(length, this.limit - this.chunks.size());
		this.chunks.write(bytes, offset, count);
		this.checksum.update(bytes, offset, count);
		return count;
	}

	int number() {
		return this.number;
	}

	int limit() {
		return this.limit;
	}

	int size() {
		return this.chunks.size();
	}

	boolean isFull() {
		return size() == this.limit;
	}

	InputStream open() {
		return this.chunks.getInputStream();
	}

	int crc32c() {
		return (int) this.checksum.getValue();
	}

	ObjectPart toPart() {
		return new ObjectPart(this.number, this::open, size(), crc32c());
	}

}
