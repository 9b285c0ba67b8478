package io.github.s3backed;

/**
 * How an {@link S3Backed} attribute is read whose item holds a string or binary in place
 * of a pointer: a value from before the attribute became S3-backed, or from another tool.
 */
public enum PlainValues {

	/**
	 * It is the value, unless it is the pointer of another tool, on which the read fails:
	 * a lone S3 URI, or what {@code S3Link} of the AWS SDK for Java 1 writes.
	 */
	UNLESS_POINTER,

	/**
	 * It is the value, whatever it looks like.
	 */
	ALWAYS,

	/**
	 * The read fails: nothing but this library has ever written the attribute.
	 */
	NEVER

}
