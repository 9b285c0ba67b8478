package io.github.s3backed.content;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;

/**
 * A content that somebody else has put into S3, as the value of a property that is to
 * have it. It can be read when the entity was saved.
 */
public final class UploadedResource extends AbstractResource {

	private final UploadedObject object;

	/**
	 * Creates the resource.
	 * @param object the content
	 */
	public UploadedResource(UploadedObject object) {
		this.object = object;
	}

	public UploadedObject object() {
		return this.object;
	}

	@Override
	public boolean isReadable() {
		return false;
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public long contentLength() {
		return this.object.size();
	}

	@Override
	public InputStream getInputStream() throws IOException {
		throw new IOException(getDescription() + " is read from the entity that was saved with it");
	}

	@Override
	public String getDescription() {
		return "Direct upload to " + this.object.location();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UploadedResource that && this.object.equals(that.object);
	}

	@Override
	public int hashCode() {
		return this.object.hashCode();
	}

}
