package io.github.s3backed;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * A pointer names an object outside the configured locations, or one that belongs to
 * another item, or it is another tool's. It is neither followed nor taken for the value:
 * nothing was sent to S3.
 */
public class ForeignPointerException extends DataRetrievalFailureException {

	public ForeignPointerException(String message) {
		super(message);
	}

}
