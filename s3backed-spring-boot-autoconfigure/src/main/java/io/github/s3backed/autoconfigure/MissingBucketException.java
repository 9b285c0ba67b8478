package io.github.s3backed.autoconfigure;

/**
 * No bucket is configured.
 */
class MissingBucketException extends RuntimeException {

	MissingBucketException() {
		super("The property 's3backed.bucket' is not set");
	}

}
