package io.github.s3backed.store;

import io.github.s3backed.pointer.ObjectLocation;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A multipart upload was aborted, and S3 still has parts of it. The sweep aborts it
 * again.
 */
final class OpenUploadException extends TransientDataAccessResourceException {

	OpenUploadException(ObjectLocation location) {
		super("The multipart upload of " + location + " was aborted, and S3 still lists parts of it");
	}

}
