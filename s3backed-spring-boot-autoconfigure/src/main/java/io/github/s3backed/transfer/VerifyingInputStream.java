package io.github.s3backed.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Sha256;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Reads a content from its beginning and compares it with its pointer. Its last byte is
 * given only when all is known to be right, so that whoever has read it to the end has
 * read what was stored.
 */
final class VerifyingInputStream extends FilterInputStream {

	private final Pointer pointer;

	private final MessageDigest digest = Sha256.newDigest();

	private long position;

	private boolean verified;

	VerifyingInputStream(InputStream content, Pointer pointer) {
		super(content);
		this.pointer = pointer;
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		long rest = this.pointer.size() - this.position;
		if (rest == 0) {
			verify();
			return -1;
		}
		int read = super.read(bytes, offset, (int) Math.min(length, rest));
		if (read < 0) {
			throw new EOFException("The content ends after " + this.position + " of " + this.pointer.size() + " bytes");
		}
		this.digest.update(bytes, offset, read);
		this.position += read;
		if (this.position == this.pointer.size()) {
			verify();
		}
		return read;
	}

	private void verify() throws IOException {
		if (this.verified) {
			return;
		}
		if (super.read() >= 0) {
			throw corrupt("has more bytes than its pointer says");
		}
		if (!SdkBytes.fromByteArrayUnsafe(this.digest.digest()).equals(this.pointer.sha256())) {
			throw corrupt("has another SHA-256 than its pointer says");
		}
		this.verified = true;
	}

	private IOException corrupt(String what) {
		return ContentStream
			.failure(new CorruptObjectException("Object " + this.pointer.location() + " " + what, null));
	}

	@Override
	public long skip(long n) throws IOException {
		byte[] buffer = new byte[(int) Math.max(0, Math.min(n, 64 * 1024))];
		long skipped = 0;
		while (skipped < n) {
			int read = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
			if (read < 0) {
				break;
			}
			skipped += read;
		}
		return skipped;
	}

	@Override
	public boolean markSupported() {
		return false;
	}

}
