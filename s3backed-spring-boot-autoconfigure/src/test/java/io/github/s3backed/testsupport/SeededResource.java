package io.github.s3backed.testsupport;

import java.io.InputStream;

import org.springframework.core.io.AbstractResource;

/**
 * The first bytes of a seed.
 */
final class SeededResource extends AbstractResource {

	private final SeededBytes bytes;

	private final long length;

	private final boolean known;

	private boolean read;

	private SeededResource(SeededBytes bytes, long length, boolean known) {
		this.bytes = bytes;
		this.length = length;
		this.known = known;
	}

	static SeededResource ofKnownLength(SeededBytes bytes, long length) {
		return new SeededResource(bytes, length, true);
	}

	static SeededResource ofUnknownLength(SeededBytes bytes, long length) {
		return new SeededResource(bytes, length, false);
	}

	@Override
	public synchronized InputStream getInputStream() {
		if (this.read && !this.known) {
			throw new IllegalStateException("This can be read only once");
		}
		this.read = true;
		return this.bytes.stream(this.length);
	}

	@Override
	public long contentLength() {
		return this.known ? this.length : -1;
	}

	@Override
	public boolean exists() {
		return true;
	}

	/**
	 * Tells, as of every resource, whether it can be read only once.
	 */
	@Override
	public boolean isOpen() {
		return !this.known;
	}

	@Override
	public String getDescription() {
		return this.length + " bytes of seed " + this.bytes.seed();
	}

	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
