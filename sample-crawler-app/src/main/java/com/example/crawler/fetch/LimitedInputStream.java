package com.example.crawler.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Fails when more is read than was agreed on. The stream below stays open: closed, a body
 * would be read to its end.
 */
final class LimitedInputStream extends FilterInputStream {

	private final long limit;

	private long left;

	LimitedInputStream(InputStream in, long limit, long tolerance) {
		super(in);
		this.limit = limit;
		this.left = limit + tolerance;
	}

	@Override
	public int read() throws IOException {
		int octet = super.read();
		count((octet >= 0) ? 1 : 0);
		return octet;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		int read = super.read(buffer, offset, length);
		count(read);
		return read;
	}

	@Override
	public void close() {
	}

	private void count(int read) throws IOException {
		this.left -= Math.max(0, read);
		if (this.left < 0) {
			throw new IOException("longer than %,d bytes".formatted(this.limit));
		}
	}

}
