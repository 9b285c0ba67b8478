package io.github.s3backed.pointer;

import java.util.Optional;

/**
 * Where an S3 object is.
 *
 * @param bucket the bucket
 * @param key the key
 */
public record ObjectLocation(String bucket, String key) {

	private static final String SCHEME = "s3://";

	/**
	 * Reads an S3 URI.
	 * @param uri {@code s3://bucket/key}
	 * @return the location
	 * @throws IllegalArgumentException if it is no S3 URI
	 */
	public static ObjectLocation parse(String uri) {
		return find(uri)
			.orElseThrow(() -> new IllegalArgumentException("Not of the form s3://bucket/key: '" + uri + "'"));
	}

	static Optional<ObjectLocation> find(String uri) {
		int slash = uri.indexOf('/', SCHEME.length());
		return (uri.startsWith(SCHEME) && slash > SCHEME.length())
				? Optional.of(new ObjectLocation(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1)))
				: Optional.empty();
	}

	/**
	 * Returns the S3 URI.
	 * @return {@code s3://bucket/key}
	 */
	public String uri() {
		return SCHEME + this.bucket + "/" + this.key;
	}

	@Override
	public String toString() {
		return uri();
	}

}
