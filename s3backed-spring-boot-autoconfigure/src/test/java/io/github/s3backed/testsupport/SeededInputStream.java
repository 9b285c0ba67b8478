package io.github.s3backed.testsupport;

import java.io.InputStream;
import java.util.Objects;

/**
 * A part of the bytes of a seed.
 */
final class SeededInputStream extends InputStream {

	private final SeededBytes bytes;

	private final long end;

	private long position;

	SeededInputStream(SeededBytes bytes, long position, long length) {
		this.bytes = bytes;
		this.position = position;
		this.end = position + length;
	}

	@Override
	public int read() {
		return (this.position < this.end) ? this.bytes.byteAt(this.position++) & 0xff : -1;
	}

	@Override
	public int read(byte[] target, int offset, int length) {
		Objects.checkFromIndexSize(offset, length, target.length);
		if (length == 0) {
			return 0;
		}
		int read = (int) Math.min(length, this.end - this.position);
		if (read == 0) {
			return -1;
		}
		this.bytes.fill(this.position, target, offset, read);
		this.position += read;
		return read;
	}

	@Override
	public long skip(long n) {
		long skipped = Math.max(0, Math.min(n, this.end - this.position));
		this.position += skipped;
		return skipped;
	}

	@Override
	public int available() {
		return (int) Math.min(Integer.MAX_VALUE, this.end - this.position);
	}

}
