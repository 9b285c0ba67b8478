package io.github.s3backed.store;

import org.jspecify.annotations.Nullable;

/**
 * Who must own one bucket. Of other buckets, those of read locations, nothing is
 * expected: they may be another account's, and what is read there is compared with its
 * pointer.
 *
 * @param bucket the bucket
 * @param account the account, sent with every request to the bucket, or {@code null} for
 * no check
 */
public record BucketOwner(String bucket, @Nullable String account) implements BucketOwners {

	@Override
	public @Nullable String of(String bucket) {
		return this.bucket.equals(bucket) ? this.account : null;
	}

}
