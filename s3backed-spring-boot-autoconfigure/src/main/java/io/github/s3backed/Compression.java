package io.github.s3backed;

/**
 * How the bytes of an S3-backed attribute are compressed in S3.
 * <p>
 * The pointer in the item records what was done to each object, so a change of this
 * setting affects later writes only. Content that does not shrink, or whose first 256 KB
 * hardly do, is stored as it is, whatever the setting.
 */
public enum Compression {

	/**
	 * Stored as it is.
	 */
	NONE,

	/**
	 * RFC 1952. The object carries {@code Content-Encoding: gzip}, so that browsers and
	 * HTTP clients read it directly.
	 */
	GZIP,

	/**
	 * RFC 8878. Needs {@code com.github.luben:zstd-jni} on the class path.
	 */
	ZSTD

}
