package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * A place in S3 where objects are: a bucket, and what their keys begin with. Below it
 * each table has its own part.
 *
 * @param bucket the bucket, by its name or the alias of an access point
 * @param prefix what every object key begins with; empty, or ending in {@code /}
 * @param expectedBucketOwner the account that must own the bucket, or {@code null} for no
 * check
 */
public record Place(String bucket, String prefix, @Nullable String expectedBucketOwner) {

	/**
	 * Creates a place.
	 * @throws IllegalArgumentException if the bucket or the prefix will not do
	 */
	public Place {
		requireBucket(bucket);
		requirePrefix(prefix);
	}

	static void requireBucket(String bucket) {
		try {
			BucketName.require(bucket);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("'bucket' cannot be '" + bucket + "': " + ex.getMessage(), ex);
		}
	}

	static void requirePrefix(String prefix) {
		Assert.isTrue(prefix.isEmpty() || (prefix.endsWith("/") && !prefix.startsWith("/")),
				() -> "'prefix' must be empty, or end and not begin with '/', but is '" + prefix + "'");
	}

	/**
	 * Gives a prefix that somebody has written the form that it has here: slashes and
	 * spaces at either end make no difference.
	 * @param written the prefix, such as {@code /pages}
	 * @return the prefix, empty or ending in {@code /}
	 */
	public static String prefixOf(String written) {
		String prefix = StringUtils.trimLeadingCharacter(written.trim(), '/');
		prefix = StringUtils.trimTrailingCharacter(prefix, '/');
		return prefix.isEmpty() ? "" : prefix + "/";
	}

	/**
	 * Tells whether objects here are where they are there, whoever is to own the bucket.
	 * @param other the other place
	 * @return whether bucket and prefix are the same
	 */
	public boolean isAt(Place other) {
		return this.bucket.equals(other.bucket) && this.prefix.equals(other.prefix);
	}

	/**
	 * Returns the S3 URI.
	 * @return {@code s3://bucket/prefix}
	 */
	public String uri() {
		return "s3://" + this.bucket + "/" + this.prefix;
	}

	@Override
	public String toString() {
		return uri();
	}

}
