package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * An S3 object is not what the item's pointer says: its length, checksum or encoding
 * differs. No part of its content is returned.
 */
public class CorruptObjectException extends DataRetrievalFailureException {

	public CorruptObjectException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
