package io.github.s3backed;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What is said about where the objects of one entity class are, by
 * {@link S3BackedStorage} or {@link S3BackedSettings.Storage#entities()}. What is not
 * said here, {@code null}, is as for all entities.
 *
 * @param bucket the bucket, by its name or the alias of an access point, or {@code null}
 * @param prefix what every object key begins with; empty, ending in {@code /}, or
 * {@code null}
 * @param expectedBucketOwner the account that must own the bucket, empty for no check, or
 * {@code null}
 */
public record EntityStorage(@Nullable String bucket, @Nullable String prefix, @Nullable String expectedBucketOwner) {

	/**
	 * As for all entities.
	 */
	public static final EntityStorage NONE = new EntityStorage(null, null, null);

	/**
	 * Says something.
	 * @throws IllegalArgumentException if the bucket or the prefix will not do
	 */
	public EntityStorage {
		if (bucket != null) {
			Place.requireBucket(bucket);
		}
		if (prefix != null) {
			Place.requirePrefix(prefix);
		}
	}

	/**
	 * Adds what is said elsewhere, each value where there is none here.
	 * @param other what is said elsewhere
	 * @return both
	 */
	public EntityStorage or(EntityStorage other) {
		return new EntityStorage((this.bucket != null) ? this.bucket : other.bucket,
				(this.prefix != null) ? this.prefix : other.prefix,
				(this.expectedBucketOwner != null) ? this.expectedBucketOwner : other.expectedBucketOwner);
	}

	/**
	 * Returns the place of the entity's objects.
	 * @param all the place for all entities
	 * @return the place
	 */
	public Place in(Place all) {
		String owner = (this.expectedBucketOwner != null) ? this.expectedBucketOwner : all.expectedBucketOwner();
		return new Place((this.bucket != null) ? this.bucket : all.bucket(),
				(this.prefix != null) ? this.prefix : all.prefix(), StringUtils.hasText(owner) ? owner : null);
	}

}
