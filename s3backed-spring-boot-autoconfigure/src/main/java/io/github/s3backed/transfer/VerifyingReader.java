package io.github.s3backed.transfer;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.codec.Compressor;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.store.ObjectReader;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Reads an object and makes sure that it is what its pointer says: the same length stored
 * and decompressed, the same checksum. No more is decompressed than the pointer says, so
 * that a bomb cannot fill the heap.
 *
 * @param attribute the attribute's name
 * @param pointer the pointer
 */
public record VerifyingReader(String attribute, Pointer pointer) implements ObjectReader<byte[]> {

	private static final int BUFFER = 64 * 1024;

	/**
	 * Refuses a pointer to more than is allowed, before anything is sent.
	 * @param maxSize the limit in bytes
	 * @throws CorruptObjectException if the pointer says more
	 */
	public void requireAtMost(long maxSize) {
		if (this.pointer.size() > maxSize) {
			throw new CorruptObjectException(describe() + " has " + this.pointer.size()
					+ " bytes according to its pointer, s3backed.max-attribute-size allows " + maxSize, null);
		}
	}

	/**
	 * Refuses a pointer that cannot be true, before anything is sent.
	 * @throws CorruptObjectException if its lengths do not fit each other
	 */
	public void requirePlausible() {
		boolean plausible = (this.pointer.compression() == Compression.NONE)
				? this.pointer.stored() == this.pointer.size()
				: this.pointer.size() / Compressor.MAX_RATIO <= this.pointer.stored();
		if (!plausible) {
			throw new CorruptObjectException(describe() + " cannot have " + this.pointer.size() + " bytes in "
					+ this.pointer.stored() + " stored ones (" + this.pointer.compression() + ")", null);
		}
	}

	/**
	 * Returns a reader that compares an object and keeps nothing of it.
	 * @return a reader without a result
	 */
	ObjectReader<Long> discarding() {
		return (body, length) -> (long) read(body, length, false).length;
	}

	@Override
	public byte[] read(InputStream body, long length) throws IOException {
		return read(body, length, true);
	}

	private byte[] read(InputStream body, long length, boolean keep) throws IOException {
		if (length >= 0 && length != this.pointer.stored()) {
			throw new CorruptObjectException(
					describe() + " has " + length + " bytes stored, its pointer says " + this.pointer.stored(), null);
		}
		Counting counting = new Counting(body);
		try {
			return readContent(counting, keep);
		}
		catch (IOException ex) {
			if (counting.brokeOff(this.pointer.stored())) {
				throw ex;
			}
			throw new CorruptObjectException(describe() + " cannot be decompressed: " + ex.getMessage(), ex);
		}
	}

	private byte[] readContent(InputStream body, boolean keep) throws IOException {
		byte[] content = new byte[(int) (keep ? this.pointer.size() : Math.min(BUFFER, this.pointer.size()))];
		MessageDigest digest = Sha256.newDigest();
		try (InputStream in = Compressor.decompress(body, this.pointer.compression())) {
			long position = 0;
			while (position < this.pointer.size()) {
				int offset = keep ? (int) position : 0;
				int count = in.read(content, offset, (int) Math.min(BUFFER, this.pointer.size() - position));
				if (count < 0) {
					throw new EOFException("ends after " + position + " of " + this.pointer.size() + " bytes");
				}
				digest.update(content, offset, count);
				position += count;
			}
			if (in.read() >= 0) {
				throw new CorruptObjectException(describe() + " has more bytes than its pointer says", null);
			}
		}
		if (!SdkBytes.fromByteArrayUnsafe(digest.digest()).equals(this.pointer.sha256())) {
			throw new CorruptObjectException(describe() + " has another SHA-256 than its pointer says", null);
		}
		return content;
	}

	private String describe() {
		return "Object " + this.pointer.location() + " of attribute '" + this.attribute + "'";
	}

	/**
	 * Tells a connection that broke off from bytes that are wrong.
	 */
	private static final class Counting extends FilterInputStream {

		private long count;

		private boolean failed;

		private boolean ended;

		Counting(InputStream in) {
			super(in);
		}

		boolean brokeOff(long expected) {
			return this.failed || (this.ended && this.count < expected);
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			try {
				int read = super.read(bytes, offset, length);
				this.count += Math.max(0, read);
				this.ended = read < 0;
				return read;
			}
			catch (IOException ex) {
				this.failed = true;
				throw ex;
			}
		}

		/**
		 * The body is closed by whom it belongs to.
		 */
		@Override
		public void close() {
		}

	}

}
