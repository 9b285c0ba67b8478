package io.github.s3backed.transfer;

import java.io.IOException;
import java.io.InputStream;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.codec.Compressor;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * A content or a part of it, opened when its first byte is read. Until then, skipping
 * costs nothing where the content is not compressed: it is a range of the object then,
 * whose SHA-256 is not known.
 */
public final class ContentStream extends InputStream {

	private final ObjectStore objects;

	private final Backoff backoff;

	private final Pointer pointer;

	private final Listener listener;

	private long position;

	private final long end;

	private boolean whole;

	private long begin;

	private boolean ended;

	private @Nullable InputStream in;

	private boolean closed;

	/**
	 * Knows more than the object does.
	 */
	public interface Listener {

		/**
		 * Tells what became of an object that is not there.
		 * @param failure what S3 said
		 * @return what is wrong
		 */
		DataAccessException unavailable(ObjectUnavailableException failure);

		/**
		 * Called when a stream was read to its end.
		 * @param size how many bytes it gave
		 * @param stored how many were downloaded for it
		 */
		void ended(long size, long stored);

	}

	/**
	 * Creates a stream.
	 * @param objects reads objects
	 * @param backoff waits between attempts
	 * @param pointer the pointer to the content
	 * @param position where to begin
	 * @param length how much to read
	 * @param listener is asked and told
	 * @throws IllegalArgumentException if the content has no such part
	 */
	public ContentStream(ObjectStore objects, Backoff backoff, Pointer pointer, long position, long length,
			Listener listener) {
		if (position < 0 || length < 0 || position > pointer.size() - length) {
			throw new IllegalArgumentException("The content in " + pointer.location() + " has " + pointer.size()
					+ " bytes, and no " + length + " bytes at position " + position);
		}
		this.objects = objects;
		this.backoff = backoff;
		this.pointer = pointer;
		this.position = position;
		this.end = position + length;
		this.begin = position;
		this.whole = length == pointer.size();
		this.listener = listener;
	}

	/**
	 * Makes a failure one that a stream may have.
	 */
	static IOException failure(DataAccessException failure) {
		return new IOException(failure.getMessage(), failure);
	}

	@Override
	public int read() throws IOException {
		byte[] single = new byte[1];
		return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.closed) {
			throw new IOException("The stream is closed");
		}
		try {
			return readOpen(bytes, offset, length);
		}
		catch (IOException ex) {
			throw explained(ex);
		}
	}

	/**
	 * What is not about the connection or the object is about its bytes.
	 */
	private IOException explained(IOException failure) {
		if (failure.getCause() instanceof ObjectUnavailableException missing) {
			return failure(this.listener.unavailable(missing));
		}
		return (failure.getCause() instanceof DataAccessException) ? failure : failure(new CorruptObjectException(
				"Object " + this.pointer.location() + " cannot be read: " + failure.getMessage(), failure));
	}

	private int readOpen(byte[] bytes, int offset, int length) throws IOException {
		if (!this.whole && this.position == this.end) {
			return -1;
		}
		int wanted = this.whole ? length : (int) Math.min(length, this.end - this.position);
		InputStream open = opened();
		int read = open.read(bytes, offset, wanted);
		this.position += Math.max(0, read);
		if (this.position == this.end && !this.ended) {
			this.ended = true;
			// Gives the connection back also if nobody closes the stream.
			open.close();
			boolean isRange = this.pointer.compression() == Compression.NONE && !this.whole;
			this.listener.ended(this.end - this.begin, isRange ? this.end - this.begin : this.pointer.stored());
		}
		return read;
	}

	private InputStream opened() throws IOException {
		InputStream open = this.in;
		if (open == null) {
			open = this.whole ? new VerifyingInputStream(decompressed(0, this.pointer.stored()), this.pointer) : part();
			this.in = open;
		}
		return open;
	}

	private InputStream part() throws IOException {
		if (this.pointer.compression() == Compression.NONE) {
			return decompressed(this.position, this.end);
		}
		InputStream content = decompressed(0, this.pointer.stored());
		content.skipNBytes(this.position);
		return content;
	}

	private InputStream decompressed(long from, long to) throws IOException {
		return Compressor.decompress(new ResumingInputStream(this.objects, this.backoff, this.pointer.location(),
				this.pointer.stored(), from, to), this.pointer.compression());
	}

	@Override
	public long skip(long n) throws IOException {
		if (this.in != null || this.closed || this.pointer.compression() != Compression.NONE) {
			return super.skip(n);
		}
		long skipped = Math.max(0, Math.min(n, this.end - this.position));
		this.position += skipped;
		this.begin = this.position;
		this.whole = this.whole && skipped == 0;
		return skipped;
	}

	@Override
	public void close() throws IOException {
		this.closed = true;
		if (this.in != null) {
			this.in.close();
		}
	}

}
