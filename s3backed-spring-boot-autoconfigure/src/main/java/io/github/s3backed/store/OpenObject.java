package io.github.s3backed.store;

import java.io.FilterInputStream;
import java.io.IOException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object, or a range of it, while it arrives. Closing it before its end breaks the
 * connection off, which is cheaper than to read what nobody wants.
 */
public final class OpenObject extends FilterInputStream {

	private static final int BUFFER = 64 * 1024;

	private final ResponseInputStream<GetObjectResponse> body;

	private long count;

	private boolean ended;

	OpenObject(ResponseInputStream<GetObjectResponse> body) {
		super(body);
		this.body = body;
	}

	/**
	 * Returns the object's entity tag, or {@code null} if S3 did not say it.
	 */
	public @Nullable String eTag() {
		return this.body.response().eTag();
	}

	/**
	 * Returns the length of what arrives, in bytes, or -1 if S3 did not say it.
	 */
	public long length() {
		Long length = this.body.response().contentLength();
		return (length != null) ? length : -1;
	}

	/**
	 * Tells whether this is the range that was asked for. Not every store knows ranges.
	 * @param position where the range was to begin
	 */
	public boolean isRangeFrom(long position) {
		String range = this.body.response().contentRange();
		return range != null && range.startsWith("bytes " + position + "-");
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read;
		try {
			read = super.read(bytes, offset, length);
		}
		catch (SdkClientException ex) {
			throw failure(ex);
		}
		this.count += Math.max(0, read);
		this.ended |= read < 0 || this.count == length();
		return read;
	}

	/**
	 * Who reads a stream does not expect the client's own exceptions of it.
	 */
	private static IOException failure(SdkClientException failure) {
		if (failure instanceof AbortedException) {
			Thread.currentThread().interrupt();
			return new IOException("The thread was interrupted", failure);
		}
		return new IOException(failure.getMessage(), failure);
	}

	@Override
	public long skip(long n) throws IOException {
		byte[] buffer = new byte[(int) Math.max(0, Math.min(n, BUFFER))];
		int read = read(buffer, 0, buffer.length);
		return Math.max(0, read);
	}

	@Override
	public void close() throws IOException {
		if (this.ended) {
			super.close();
		}
		else {
			this.body.abort();
		}
	}

}
