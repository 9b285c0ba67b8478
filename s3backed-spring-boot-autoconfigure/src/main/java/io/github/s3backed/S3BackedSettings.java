package io.github.s3backed;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What the library needs to know beside its clients.
 *
 * @param bucket the bucket that objects are written to
 * @param prefix what every object key begins with; empty, or ending in {@code /}
 * @param compression how objects are compressed where an attribute does not say
 * @param expectedBucketOwner the account that must own the bucket, or {@code null} for no
 * check
 * @param readLocations further places that pointers may lead to, each as
 * {@code s3://bucket/prefix}; nothing is written or removed there
 * @param maxAttributeSize the longest S3-backed value, in bytes before compression, that
 * is written or read
 * @param concurrency how many S3 requests run at once beside the callers' own threads
 * @param lease how long a write may take from its start to its commit
 * @param settleTimeout how long a write whose answer was lost is looked into
 * @param maxConflicts how often a write without a version starts over because another
 * writer was faster
 * @param maxReadRestarts how often a read starts over because the item changed under it
 * @param supersededRetention how long objects are kept after a write has replaced them,
 * for readers of older copies of the item; they are left to the sweep then. Zero removes
 * them at once. A delete removes at once what the item points to then.
 */
public record S3BackedSettings(String bucket, String prefix, Compression compression,
		@Nullable String expectedBucketOwner, List<String> readLocations, long maxAttributeSize, int concurrency,
		Duration lease, Duration settleTimeout, int maxConflicts, int maxReadRestarts, Duration supersededRetention) {

	/**
	 * Default of {@link #maxAttributeSize()}: 1 GiB.
	 */
	public static final long DEFAULT_MAX_ATTRIBUTE_SIZE = 1L << 30;

	/**
	 * How long a single call to AWS is taken to last at most.
	 */
	private static final Duration CALL = Duration.ofMinutes(2);

	/**
	 * How long AWS accepts a signed request that is on its way.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/developerguide/RESTAuthentication.html">
	 * Authenticating requests</a>
	 */
	private static final Duration SIGNED_REQUEST = Duration.ofMinutes(15);

	private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

	public S3BackedSettings {
		Assert.hasText(bucket, "'bucket' must not be empty");
		Assert.isTrue(prefix.isEmpty() || (prefix.endsWith("/") && !prefix.startsWith("/")),
				() -> "'prefix' must be empty, or end and not begin with '/', but is '" + prefix + "'");
		Assert.isTrue(maxAttributeSize > 0 && maxAttributeSize <= Integer.MAX_VALUE - 8,
				() -> "'maxAttributeSize' must be positive and under 2 GiB, but is " + maxAttributeSize);
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be positive, but is " + concurrency);
		Assert.isTrue(lease.toSeconds() > 0, () -> "'lease' must be a second at least, but is " + lease);
		Assert.isTrue(!settleTimeout.isNegative(), () -> "'settleTimeout' must not be negative: " + settleTimeout);
		Assert.isTrue(maxConflicts >= 0, () -> "'maxConflicts' must not be negative, but is " + maxConflicts);
		Assert.isTrue(maxReadRestarts >= 0, () -> "'maxReadRestarts' must not be negative, but is " + maxReadRestarts);
		Assert.isTrue(!supersededRetention.isNegative(),
				() -> "'supersededRetention' must not be negative: " + supersededRetention);
		readLocations = List.copyOf(readLocations);
	}

	/**
	 * Returns how long after its start a write can still change an item.
	 * @return the lease, the time of a call and of a signed request on its way, and the
	 * difference of clocks
	 */
	public Duration latestCommit() {
		return this.lease.plus(CALL).plus(SIGNED_REQUEST).plus(CLOCK_SKEW);
	}

	/**
	 * Returns the defaults for a bucket.
	 * @param bucket the bucket
	 * @return the settings
	 */
	public static S3BackedSettings forBucket(String bucket) {
		return new S3BackedSettings(bucket, "", Compression.NONE, null, List.of(), DEFAULT_MAX_ATTRIBUTE_SIZE, 16,
				Duration.ofHours(1), Duration.ofSeconds(10), 10, 5, Duration.ZERO);
	}

	/**
	 * Returns these settings with another bucket.
	 * @param bucket the bucket that objects are written to
	 * @return the settings
	 */
	public S3BackedSettings withBucket(String bucket) {
		return new S3BackedSettings(bucket, this.prefix, this.compression, this.expectedBucketOwner, this.readLocations,
				this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout, this.maxConflicts,
				this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another prefix.
	 * @param prefix what every object key begins with
	 * @return the settings
	 */
	public S3BackedSettings withPrefix(String prefix) {
		return new S3BackedSettings(this.bucket, prefix, this.compression, this.expectedBucketOwner, this.readLocations,
				this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout, this.maxConflicts,
				this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another compression.
	 * @param compression how objects are compressed where an attribute does not say
	 * @return the settings
	 */
	public S3BackedSettings withCompression(Compression compression) {
		return new S3BackedSettings(this.bucket, this.prefix, compression, this.expectedBucketOwner, this.readLocations,
				this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout, this.maxConflicts,
				this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another owner of the bucket.
	 * @param expectedBucketOwner the account, or {@code null} for no check
	 * @return the settings
	 */
	public S3BackedSettings withExpectedBucketOwner(@Nullable String expectedBucketOwner) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, expectedBucketOwner, this.readLocations,
				this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout, this.maxConflicts,
				this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with other places to read from.
	 * @param readLocations the places, each as {@code s3://bucket/prefix}
	 * @return the settings
	 */
	public S3BackedSettings withReadLocations(List<String> readLocations) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner, readLocations,
				this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout, this.maxConflicts,
				this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another longest value.
	 * @param maxAttributeSize the length, in bytes before compression
	 * @return the settings
	 */
	public S3BackedSettings withMaxAttributeSize(long maxAttributeSize) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, maxAttributeSize, this.concurrency, this.lease, this.settleTimeout,
				this.maxConflicts, this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another concurrency.
	 * @param concurrency how many S3 requests run at once
	 * @return the settings
	 */
	public S3BackedSettings withConcurrency(int concurrency) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, concurrency, this.lease, this.settleTimeout,
				this.maxConflicts, this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another lease.
	 * @param lease how long a write may take until its commit
	 * @return the settings
	 */
	public S3BackedSettings withLease(Duration lease) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, this.concurrency, lease, this.settleTimeout,
				this.maxConflicts, this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another time to settle.
	 * @param settleTimeout how long a write whose answer was lost is looked into
	 * @return the settings
	 */
	public S3BackedSettings withSettleTimeout(Duration settleTimeout) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, this.concurrency, this.lease, settleTimeout,
				this.maxConflicts, this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another number of conflicts.
	 * @param maxConflicts how often a write without a version starts over
	 * @return the settings
	 */
	public S3BackedSettings withMaxConflicts(int maxConflicts) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout,
				maxConflicts, this.maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another number of restarts.
	 * @param maxReadRestarts how often a read starts over
	 * @return the settings
	 */
	public S3BackedSettings withMaxReadRestarts(int maxReadRestarts) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout,
				this.maxConflicts, maxReadRestarts, this.supersededRetention);
	}

	/**
	 * Returns these settings with another retention.
	 * @param supersededRetention how long replaced objects are kept; zero removes them at
	 * once
	 * @return the settings
	 */
	public S3BackedSettings withSupersededRetention(Duration supersededRetention) {
		return new S3BackedSettings(this.bucket, this.prefix, this.compression, this.expectedBucketOwner,
				this.readLocations, this.maxAttributeSize, this.concurrency, this.lease, this.settleTimeout,
				this.maxConflicts, this.maxReadRestarts, supersededRetention);
	}

}
