package io.github.s3backed;

import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * A table is not one that entities can safely be stored in. Thrown when the table is
 * looked at, at start-up; nothing has been written.
 */
public class InvalidTableException extends InvalidDataAccessResourceUsageException {

	private final String action;

	/**
	 * Creates the exception.
	 * @param message what is wrong, with the table concerned
	 * @param action what to do about it
	 */
	public InvalidTableException(String message, String action) {
		super(message);
		this.action = action;
	}

	/**
	 * Tells what to do.
	 * @return a sentence for the developer
	 */
	public String getAction() {
		return this.action;
	}

}
