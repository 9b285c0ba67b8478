package io.github.s3backed.store;

import io.github.s3backed.pointer.ObjectLocation;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * S3 has no such object, or does not say whether it has: without the permission to list
 * the bucket, a missing object is a forbidden one.
 */
public final class ObjectUnavailableException extends DataRetrievalFailureException {

	private final transient ObjectLocation location;

	private final boolean forbidden;

	ObjectUnavailableException(ObjectLocation location, boolean forbidden, Exception cause) {
		super("Object " + location + " cannot be read", cause);
		this.location = location;
		this.forbidden = forbidden;
	}

	public ObjectLocation location() {
		return this.location;
	}

	/**
	 * Tells whether S3 has denied access, so that the object may be there all the same.
	 */
	public boolean isForbidden() {
		return this.forbidden;
	}

}
