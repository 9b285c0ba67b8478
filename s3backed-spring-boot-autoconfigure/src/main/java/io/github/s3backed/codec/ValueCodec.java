package io.github.s3backed.codec;

/**
 * Turns values of one type into bytes and back.
 */
public interface ValueCodec {

	/**
	 * Returns the bytes of a value.
	 * @param value the value
	 * @return the bytes; the value's own where it is bytes, so they must not be changed
	 * @throws IllegalArgumentException if the value cannot be written
	 */
	byte[] encode(Object value);

	/**
	 * Returns the value of some bytes.
	 * @param bytes the bytes, which the value may keep
	 * @return the value
	 * @throws IllegalArgumentException if they are not of this type
	 */
	Object decode(byte[] bytes);

	/**
	 * Returns the media type of the bytes.
	 * @return the media type
	 */
	String contentType();

}
