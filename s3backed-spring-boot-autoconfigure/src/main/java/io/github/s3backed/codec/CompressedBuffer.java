package io.github.s3backed.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;

import io.github.s3backed.Compression;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * Takes compressed bytes up to a limit, in chunks that are never copied, and drops what
 * comes after it.
 */
final class CompressedBuffer extends OutputStream {

	private final FastByteArrayOutputStream chunks = new FastByteArrayOutputStream(8 * 1024);

	private final CRC32C checksum = new CRC32C();

	private final int limit;

	private boolean full;

	CompressedBuffer(int limit) {
		this.limit = limit;
	}

	@Override
	public void write(int b) {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) {
		if (this.full || length > this.limit - this.chunks.size()) {
			this.full = true;
			this.chunks.reset();
			return;
		}
		try {
			this.chunks.write(bytes, offset, length);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Writing to memory failed", ex);
		}
		this.checksum.update(bytes, offset, length);
	}

	boolean isFull() {
		return this.full;
	}

	int size() {
		return this.chunks.size();
	}

	StoredContent toContent(Compression compression) {
		return new StoredContent(this.chunks::getInputStream, this.chunks.size(), (int) this.checksum.getValue(),
				compression);
	}

}
