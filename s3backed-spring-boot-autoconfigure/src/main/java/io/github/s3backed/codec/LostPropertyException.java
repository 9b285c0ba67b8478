package io.github.s3backed.codec;

/**
 * A part of a class does not come back from JSON.
 */
final class LostPropertyException extends IllegalArgumentException {

	private final String name;

	LostPropertyException(String name, String message) {
		super(message);
		this.name = name;
	}

	/**
	 * Returns the name of the property or field.
	 */
	String name() {
		return this.name;
	}

}
