package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * The content that a handle led to was replaced by a later write, or deleted with its
 * item, and its object is gone. Read the entity again. Where handles must outlive writes,
 * set {@code s3backed.superseded-retention}.
 */
public class SupersededContentException extends DataRetrievalFailureException {

	/**
	 * Creates the exception.
	 * @param message what became of the content
	 * @param cause what S3 said
	 */
	public SupersededContentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
