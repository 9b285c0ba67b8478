package io.github.s3backed.store;

import java.io.FilterInputStream;
import java.io.IOException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object, or a range of it, while it arrives. Closing it before its end breaks the
 * connection off, which is cheaper than to read what nobody wants.
 */
public final class OpenObject extends FilterInputStream {

	private final ResponseInputStream<GetObjectResponse> body;

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
	 */
	public boolean isRange() {
		return this.body.response().contentRange() != null;
	}

	@Override
	public int read() throws IOException {
		int read = super.read();
		this.ended |= read < 0;
		return read;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		int read = super.read(bytes, offset, length);
		this.ended |= read < 0;
		return read;
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
