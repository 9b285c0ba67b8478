package io.github.s3backed.transfer;

import java.time.Duration;
import java.time.Instant;

import io.github.s3backed.store.MultipartUploads.OpenUpload;
import org.jspecify.annotations.Nullable;

/**
 * Watches the upload of a content for the write that it is part of.
 */
public interface UploadWatch {

	/**
	 * Called before each request that stores something.
	 * @throws RuntimeException if it must not be sent any more
	 */
	void beforeSending();

	/**
	 * Returns how long the upload may still go on.
	 * @return the time
	 */
	Duration remaining();

	/**
	 * Called when S3 has answered for the first time.
	 * @param date when, by its own clock; {@code null} if it did not say
	 */
	void answered(@Nullable Instant date);

	/**
	 * Called when a multipart upload was begun, before any part of it is sent.
	 * @param upload the upload
	 */
	void begun(OpenUpload upload);

	/**
	 * Called when a multipart upload has become an object.
	 * @param upload the upload
	 */
	void completed(OpenUpload upload);

}
