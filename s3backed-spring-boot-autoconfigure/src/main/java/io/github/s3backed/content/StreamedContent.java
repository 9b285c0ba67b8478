package io.github.s3backed.content;

import java.io.IOException;
import java.io.InputStream;

import org.springframework.core.io.Resource;

/**
 * A content that is read while it is stored, once, and need not fit into memory.
 *
 * @param resource opens it
 */
public record StreamedContent(Resource resource) implements ContentSource {

	/** What {@link #length()} returns where it is not known. */
	public static final long UNKNOWN = -1;

	/**
	 * Returns a stored content as one that is read.
	 * @param object the stored content
	 * @return what reads it
	 */
	public static StreamedContent of(StoredObject object) {
		return new StreamedContent(new StoredResource(object));
	}

	/**
	 * Returns the length that the resource says it has. One that can be read but once is
	 * not asked: it might read itself to know.
	 * @return the number of bytes, or {@link #UNKNOWN}
	 * @throws IOException if the resource cannot tell
	 */
	public long length() throws IOException {
		return isOnce() ? UNKNOWN : this.resource.contentLength();
	}

	/**
	 * Tells whether the resource can be read but once.
	 * @return whether a second attempt would find nothing
	 */
	public boolean isOnce() {
		return this.resource.isOpen();
	}

	/**
	 * Opens the resource.
	 * @return a stream, to be closed
	 * @throws IOException if it cannot be opened
	 */
	public InputStream open() throws IOException {
		return this.resource.getInputStream();
	}

	@Override
	public String toString() {
		return this.resource.getDescription();
	}

}
