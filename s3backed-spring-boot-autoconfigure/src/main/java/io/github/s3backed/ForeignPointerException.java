package io.github.s3backed;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A pointer names an object outside the configured locations, or one that belongs to
 * another item. It is not followed: nothing was sent to S3.
 */
public class ForeignPointerException extends DataRetrievalFailureException {

	public ForeignPointerException(String message) {
		super(message);
	}

}
