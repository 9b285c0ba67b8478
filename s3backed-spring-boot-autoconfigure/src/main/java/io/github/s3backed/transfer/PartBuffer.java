package io.github.s3backed.transfer;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;

import io.github.s3backed.store.ObjectPart;

/**
 * The bytes of a part, which take memory as they come, no more than the part may have,
 * and are never copied.
 */
final class PartBuffer {

	/** Small enough for a heap in regions not to treat it as something special. */
	private static final int CHUNK = 256 * 1024;

	private final List<byte[]> chunks = new ArrayList<>();

	private final CRC32C checksum = new CRC32C();

	private final int number;

	private final int limit;

	private int size;

	PartBuffer(int number, int limit) {
		this.number = number;
		this.limit = limit;
	}

	/**
	 * Takes as many bytes as there is room for.
	 * @return their number
	 */
	int write(byte[] bytes, int offset, int length) {
		int count = Math.min(length, this.limit - this.size);
		int written = 0;
		while (written < count) {
			int begin = this.size % CHUNK;
			byte[] chunk = (begin == 0) ? newChunk() : this.chunks.get(this.chunks.size() - 1);
			int next = Math.min(count - written, chunk.length - begin);
			System.arraycopy(bytes, offset + written, chunk, begin, next);
			written += next;
			this.size += next;
		}
		this.checksum.update(bytes, offset, count);
		return count;
	}

	private byte[] newChunk() {
		byte[] chunk = new byte[Math.min(CHUNK, this.limit - this.size)];
		this.chunks.add(chunk);
		return chunk;
	}

	int number() {
		return this.number;
	}

	int limit() {
		return this.limit;
	}

	int size() {
		return this.size;
	}

	boolean isFull() {
		return this.size == this.limit;
	}

	/**
	 * Opens the bytes, again for each attempt.
	 */
	InputStream open() {
		return new Body();
	}

	int crc32c() {
		return (int) this.checksum.getValue();
	}

	ObjectPart toPart() {
		return new ObjectPart(this.number, this::open, size(), crc32c());
	}

	private final class Body extends InputStream {

		private int position;

		@Override
		public int read() {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			Objects.checkFromIndexSize(offset, length, bytes.length);
			int rest = PartBuffer.this.size - this.position;
			if (rest == 0 && length > 0) {
				return -1;
			}
			int read = 0;
			while (read < Math.min(length, rest)) {
				int begin = this.position % CHUNK;
				byte[] chunk = PartBuffer.this.chunks.get(this.position / CHUNK);
				int next = Math.min(Math.min(length, rest) - read, chunk.length - begin);
				System.arraycopy(chunk, begin, bytes, offset + read, next);
				read += next;
				this.position += next;
			}
			return read;
		}

		@Override
		public int available() {
			return PartBuffer.this.size - this.position;
		}

	}

}
