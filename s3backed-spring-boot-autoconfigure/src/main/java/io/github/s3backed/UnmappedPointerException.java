package io.github.s3backed;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * An item has a pointer to an object of its own in an attribute that its entity class
 * does not map as {@link S3Backed}, such as one from which the annotation was taken off.
 * A read does not take the pointer for the value. A write is refused before anything is
 * uploaded where it would drop the pointer, and with it the only way to the content;
 * nothing has changed. Put the annotation back, or give the content up with
 * {@link S3BackedRemoved}. A delete is not refused: it removes the item and all its
 * objects.
 */
public class UnmappedPointerException extends InvalidDataAccessApiUsageException {

	private final String attribute;

	/**
	 * Creates the exception.
	 * @param message what is wrong, with the item and the attribute concerned, and how to
	 * correct it
	 * @param attribute the attribute's name in the item
	 */
	public UnmappedPointerException(String message, String attribute) {
		super(message);
		this.attribute = attribute;
	}

	/**
	 * Returns the attribute of the item that holds the pointer, perhaps deep inside.
	 * @return its name
	 */
	public String getAttribute() {
		return this.attribute;
	}

}
