package io.github.s3backed.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.pointer.Sha256;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Reads a content once, counts and hashes it, and refuses one that is not what it said.
 */
final class ContentInput extends InputStream {

	private final StreamedContent content;

	private final long maxSize;

	private final long declared;

	private final InputStream in;

	private final MessageDigest digest = Sha256.newDigest();

	private long count;

	ContentInput(StreamedContent content, long maxSize) throws IOException {
		this.content = content;
		this.maxSize = maxSize;
		try {
			this.declared = content.length();
			this.in = content.open();
		}
		catch (RuntimeException ex) {
			throw SourceException.failed(content, 0, ex);
		}
		if (this.declared > maxSize) {
			this.in.close();
			throw SourceException.tooLong(content, maxSize);
		}
	}

	StreamedContent content() {
		return this.content;
	}

	/**
	 * Returns the length that the content says it has, or a negative number.
	 */
	long declaredLength() {
		return this.declared;
	}

	long count() {
		return this.count;
	}

	SdkBytes sha256() {
		return SdkBytes.fromByteArrayUnsafe(this.digest.digest());
	}

	/**
	 * Refuses a content that has ended before its length.
	 */
	void requireWhole() {
		if (this.declared >= 0 && this.count != this.declared) {
			throw SourceException.otherLength(this.content, this.declared, this.count + " bytes");
		}
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
			read = this.in.read(bytes, offset, length);
		}
		catch (IOException | RuntimeException ex) {
			throw SourceException.failed(this.content, this.count, ex);
		}
		if (read > 0) {
			this.count += read;
			this.digest.update(bytes, offset, read);
			requireInBounds();
		}
		return read;
	}

	private void requireInBounds() {
		if (this.declared >= 0 && this.count > this.declared) {
			throw SourceException.otherLength(this.content, this.declared, "more");
		}
		if (this.count > this.maxSize) {
			throw SourceException.tooLong(this.content, this.maxSize);
		}
	}

	@Override
	public void close() {
		try {
			this.in.close();
		}
		catch (IOException | RuntimeException ex) {
			throw SourceException.failed(this.content, this.count, ex);
		}
	}

}
