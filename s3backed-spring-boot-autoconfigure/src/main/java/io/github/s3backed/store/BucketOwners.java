package io.github.s3backed.store;

import org.jspecify.annotations.Nullable;

/**
 * Knows who must own which bucket.
 */
@FunctionalInterface
public interface BucketOwners {

	/**
	 * Returns the account that must own a bucket.
	 * @param bucket the bucket
	 * @return the account, sent with every request to the bucket, or {@code null} for no
	 * check
	 */
	@Nullable String of(String bucket);

}
