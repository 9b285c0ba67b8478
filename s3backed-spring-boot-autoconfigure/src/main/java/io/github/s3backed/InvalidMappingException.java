package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An entity class cannot be mapped. Thrown when the mapping is built, at start-up, before
 * anything is sent.
 */
public class InvalidMappingException extends InvalidDataAccessApiUsageException {

	private final String action;

	/**
	 * Creates the exception.
	 * @param message what is wrong, with the class and property concerned
	 * @param action how to correct it
	 * @param cause the cause, if any
	 */
	public InvalidMappingException(String message, String action, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
	}

	public InvalidMappingException(String message, String action) {
		this(message, action, null);
	}

	/**
	 * Tells how to correct the mapping.
	 * @return a sentence for the developer
	 */
	public String getAction() {
		return this.action;
	}

}
