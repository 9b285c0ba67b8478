package io.github.s3backed.codec;

/**
 * The bytes of a value are not those any more that were hashed.
 */
public final class ContentChangedException extends RuntimeException {

	ContentChangedException() {
		super("The value was changed while it was saved");
	}

}
