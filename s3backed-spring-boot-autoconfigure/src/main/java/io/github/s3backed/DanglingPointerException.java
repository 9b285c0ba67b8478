package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * An item points to an S3 object that is missing, and the item has not changed since.
 * Something other than this library has removed the object, such as a lifecycle rule on
 * the bucket. Saving the entity again does not store what is unchanged: restore the
 * object, or delete the entity by its key and save it anew.
 * <p>
 * In an application that only reads because {@code s3backed.writer-region} is another
 * region, the table's replica or S3 replication may only be behind: reading again later
 * helps then.
 */
public class DanglingPointerException extends DataRetrievalFailureException {

	public DanglingPointerException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
