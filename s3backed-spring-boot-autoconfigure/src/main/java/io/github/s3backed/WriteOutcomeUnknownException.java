package io.github.s3backed;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * It cannot be told whether a write was applied: DynamoDB's answer was lost, and reading
 * the item did not settle it in time.
 * <p>
 * The item is either as before or as written, and may still change to the latter. Nothing
 * has been removed: all objects of either state are there.
 * {@link S3BackedOperations#resolve} tells which it is, now or when the lease and 22
 * minutes are over; of a delete, look whether the item exists. A write that is tried
 * again is a new one.
 */
public class WriteOutcomeUnknownException extends DataAccessResourceFailureException {

	private final UUID token;

	private final List<String> objectUris;

	public WriteOutcomeUnknownException(String message, UUID token, List<String> objectUris,
			@Nullable Throwable cause) {
		super(message, cause);
		this.token = token;
		this.objectUris = List.copyOf(objectUris);
	}

	/**
	 * Names the write. The last bit is cleared where no service has confirmed the time in
	 * the token, so that {@link S3BackedOperations#resolve} does not rely on it; in what
	 * is stored the bit is always set.
	 * @return the token that the item shows if the write was applied and is no delete
	 */
	public UUID getToken() {
		return this.token;
	}

	/**
	 * Lists what the write has uploaded.
	 * @return the objects, as {@code s3://bucket/key}
	 */
	public List<String> getObjectUris() {
		return this.objectUris;
	}

}
