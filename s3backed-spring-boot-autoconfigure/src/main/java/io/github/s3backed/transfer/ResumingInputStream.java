package io.github.s3backed.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.OpenObject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * The bytes of an object from one position to another. When the connection breaks it goes
 * on with the rest as a range of the same object, as long as each attempt brings
 * something. Nothing is sent before the first byte is read.
 */
final class ResumingInputStream extends InputStream {

	/** How often in a row an attempt may bring nothing. */
	private static final int MAX_FAILURES = 5;

	private final ObjectStore objects;

	private final Backoff backoff;

	private final ObjectLocation location;

	private final long length;

	private final long end;

	private long position;

	private int failures;

	private @Nullable String eTag;

	private @Nullable OpenObject body;

	/**
	 * Creates a stream.
	 * @param length the length of the object
	 * @param position where to begin
	 * @param end where to end, exclusive
	 */
	ResumingInputStream(ObjectStore objects, Backoff backoff, ObjectLocation location, long length, long position,
			long end) {
		this.objects = objects;
		this.backoff = backoff;
		this.location = location;
		this.length = length;
		this.position = position;
		this.end = end;
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
		while (this.position < this.end) {
			try {
				int read = body().read(bytes, offset, (int) Math.min(length, this.end - this.position));
				if (read < 0) {
					throw new EOFException(
							"The object's body ended after " + this.position + " of " + this.end + " bytes");
				}
				this.position += read;
				this.failures = 0;
				return read;
			}
			catch (IOException ex) {
				breakOff(ex);
			}
		}
		return endOfBody();
	}

	/**
	 * An object that goes on is longer than its pointer says.
	 */
	private int endOfBody() throws IOException {
		OpenObject open = this.body;
		if (open != null && this.end == this.length && open.read() >= 0) {
			throw ContentStream.failure(new CorruptObjectException("Object " + this.location + " has more than "
					+ this.length + " bytes stored, which its pointer says", null));
		}
		return -1;
	}

	/**
	 * What the client could not get it has tried more than once already.
	 */
	private void breakOff(IOException failure) throws IOException {
		close();
		if (failure.getCause() instanceof DataAccessException) {
			throw failure;
		}
		this.failures++;
		if (this.failures > MAX_FAILURES || Thread.currentThread().isInterrupted()) {
			throw ContentStream
				.failure(new DataAccessResourceFailureException(
						"Reading object " + this.location + " broke off at byte " + this.position + " of " + this.end
								+ ", " + this.failures + " times without a byte more: " + failure.getMessage(),
						failure));
		}
		this.backoff.pause(this.failures);
	}

	private OpenObject body() throws IOException {
		OpenObject open = this.body;
		if (open == null) {
			open = open();
			this.body = open;
		}
		return open;
	}

	private OpenObject open() throws IOException {
		boolean whole = this.position == 0 && this.end == this.length;
		OpenObject open;
		try {
			open = this.objects.open(this.location, whole ? null : "bytes=" + this.position + "-" + (this.end - 1),
					this.eTag);
		}
		catch (DataAccessException ex) {
			throw ContentStream.failure(ex);
		}
		try {
			requireSame(open);
			requireExpected(open, whole);
			return open;
		}
		catch (IOException | RuntimeException ex) {
			open.close();
			throw ex;
		}
	}

	/**
	 * Not every store knows conditions, and the SHA-256 of a part is not known.
	 */
	private void requireSame(OpenObject open) throws IOException {
		if (this.eTag != null && !this.eTag.equals(open.eTag())) {
			throw ContentStream.failure(new CorruptObjectException(
					"Object " + this.location + " was replaced by another while it was read: its entity tag was "
							+ this.eTag + " and is " + open.eTag(),
					null));
		}
		this.eTag = open.eTag();
	}

	private void requireExpected(OpenObject open, boolean whole) throws IOException {
		boolean isRange = !whole && open.isRangeFrom(this.position);
		long expected = isRange ? this.end - this.position : this.length;
		if (open.length() >= 0 && open.length() != expected) {
			throw ContentStream.failure(new CorruptObjectException("Object " + this.location + " has " + open.length()
					+ " bytes stored" + (isRange ? " in a range" : "") + ", its pointer says " + expected, null));
		}
		if (!isRange) {
			open.skipNBytes(this.position);
		}
	}

	@Override
	public void close() throws IOException {
		OpenObject open = this.body;
		this.body = null;
		if (open != null) {
			open.close();
		}
	}

}
