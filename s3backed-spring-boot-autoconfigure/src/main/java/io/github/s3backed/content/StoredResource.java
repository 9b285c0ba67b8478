package io.github.s3backed.content;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;

import io.github.s3backed.S3BackedResource;
import io.github.s3backed.StoredAttribute;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;

/**
 * A content that is read as a stream.
 */
public final class StoredResource extends AbstractResource implements S3BackedResource {

	private final StoredObject object;

	/**
	 * Creates the resource.
	 * @param object where it is
	 */
	public StoredResource(StoredObject object) {
		this.object = object;
	}

	public StoredObject object() {
		return this.object;
	}

	@Override
	public StoredAttribute getStoredAttribute() {
		return this.object.toAttribute();
	}

	@Override
	public InputStream getInputStream() {
		return this.object.contents().open(this.object);
	}

	@Override
	public InputStream getInputStream(long position, long length) {
		return this.object.contents().open(this.object, position, length);
	}

	@Override
	public void downloadTo(Path file) throws IOException {
		new FileDownload(this.object, file).run();
	}

	/**
	 * Asks nobody: it was there when it was read.
	 */
	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public long contentLength() {
		return this.object.pointer().size();
	}

	/**
	 * Returns when the write began that stored the content.
	 */
	@Override
	public long lastModified() {
		return this.object.key().token().time().toEpochMilli();
	}

	@Override
	public URI getURI() {
		return URI.create(this.object.location().uri());
	}

	/**
	 * Returns the readable end of the object's key, or {@code null} if it has none.
	 */
	@Override
	public @Nullable String getFilename() {
		return this.object.key().readable();
	}

	@Override
	public String getDescription() {
		return "S3-backed content in " + this.object;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredResource that && this.object.location().equals(that.object.location());
	}

	@Override
	public int hashCode() {
		return this.object.location().hashCode();
	}

}
