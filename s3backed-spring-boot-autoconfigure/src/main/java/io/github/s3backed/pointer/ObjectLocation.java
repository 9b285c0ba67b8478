package io.github.s3backed.pointer;

/**
 * Where an S3 object is.
 *
 * @param bucket the bucket
 * @param key the key
 */
public record ObjectLocation(String bucket, String key) {

	private static final String SCHEME = "s3://";

	static boolean isUri(String text) {
		return text.startsWith(SCHEME);
	}

	/**
	 * Reads an S3 URI.
	 * @param uri {@code s3://bucket/key}
	 * @return the location
	 * @throws IllegalArgumentException if it is no S3 URI
	 */
	public static ObjectLocation parse(String uri) {
		int slash = uri.indexOf('/', SCHEME.length());
		if (!uri.startsWith(SCHEME) || slash <= SCHEME.length()) {
			throw new IllegalArgumentException("Not of the form s3://bucket/key: '" + uri + "'");
		}
		return new ObjectLocation(uri.substring(SCHEME.length(), slash), uri.substring(slash + 1));
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
