package io.github.s3backed.testsupport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the chunks apart in which the SDK sends bodies, whose signatures are not
 * verified.
 */
final class AwsChunkedInputStream extends FilterInputStream {

	private final Map<String, String> trailers = new TreeMap<>();

	private long rest;

	private boolean begun;

	private boolean ended;

	AwsChunkedInputStream(InputStream in) {
		super(in);
	}

	/**
	 * The headers that came after the body, which is read.
	 */
	Map<String, String> trailers() {
		return this.trailers;
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) == -1) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.rest == 0 && !this.ended) {
			nextChunk();
		}
		if (this.ended) {
			return -1;
		}
		int read = super.read(target, offset, (int) Math.min(length, this.rest));
		if (read == -1) {
			throw new IOException("The body ends within a chunk");
		}
		this.rest -= read;
		return read;
	}

	private void nextChunk() throws IOException {
		if (this.begun) {
			line();
		}
		this.begun = true;
		String size = line();
		int semicolon = size.indexOf(';');
		this.rest = Long.parseLong((semicolon < 0) ? size : size.substring(0, semicolon), 16);
		if (this.rest == 0) {
			this.ended = true;
			for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
				int colon = trailer.indexOf(':');
				this.trailers.put(SeededRequest.headerName(trailer.substring(0, colon)),
						trailer.substring(colon + 1).trim());
			}
		}
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = super.read(); next != '\n' && next != -1; next = super.read()) {
			line.append((char) next);
		}
		return line.toString().replace("\r", "");
	}

	@Override
	public long skip(long n) {
		throw new UnsupportedOperationException("Chunks are read, not skipped");
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
