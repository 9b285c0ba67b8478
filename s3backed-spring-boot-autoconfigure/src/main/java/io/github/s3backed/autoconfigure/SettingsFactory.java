package io.github.s3backed.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.github.s3backed.BucketName;
import io.github.s3backed.Compression;
import io.github.s3backed.Place;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.autoconfigure.S3BackedProperties.Sweeper;
import io.github.s3backed.sweep.SweepOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * Makes settings of the properties. A value that does not do is refused by the name of
 * its property, so that Spring Boot can report where it was set.
 */
class SettingsFactory {

	/**
	 * What is left of an account ID that YAML has read as a number. Stores that are not
	 * AWS's have other IDs.
	 */
	static final Pattern CUT_ACCOUNT_ID = Pattern.compile("\\d{1,11}");

	static final String ACCOUNT_ID = "An account ID of AWS has twelve digits (in YAML, write it within quotes)";

	/**
	 * Without limit a sweep would empty a bucket whose table is empty, or the wrong one.
	 */
	private static final double MAX_GARBAGE_SHARE = Math.nextDown(1.0);

	private static final String ZSTD_CLASS = "com.github.luben.zstd.Zstd";

	private final S3BackedProperties properties;

	private final @Nullable ClassLoader classLoader;

	SettingsFactory(S3BackedProperties properties, @Nullable ClassLoader classLoader) {
		this.properties = properties;
		this.classLoader = classLoader;
	}

	S3BackedSettings createSettings() {
		return S3BackedSettings.builder(bucket())
			.prefix(Place.prefixOf(this.properties.prefix()))
			.compression(compression())
			.compressionLevel(compressionLevel())
			.expectedBucketOwner(expectedBucketOwner())
			.readLocations(readLocations())
			.entities(EntityStorageProperties.read(this.properties.entities()))
			.maxAttributeSize(maxAttributeSize())
			.maxResourceSize(maxResourceSize())
			.partSize(partSize())
			.maxBytesInFlight(maxBytesInFlight())
			.concurrency(atLeast(1, "concurrency", this.properties.concurrency()))
			.lease(lease())
			.settleTimeout(notNegative("settle-timeout", this.properties.settleTimeout()))
			.maxConflicts(atLeast(0, "max-conflicts", this.properties.maxConflicts()))
			.maxReadRestarts(atLeast(0, "max-read-restarts", this.properties.maxReadRestarts()))
			.supersededRetention(notNegative("superseded-retention", this.properties.supersededRetention()))
			.writerRegion(
					StringUtils.hasText(this.properties.writerRegion()) ? this.properties.writerRegion().trim() : null)
			.build();
	}

	/**
	 * Makes the options of a sweep.
	 * @param minGrace the shortest grace period
	 */
	SweepOptions createSweepOptions(Duration minGrace) {
		Sweeper sweeper = this.properties.sweeper();
		require(sweeper.grace().compareTo(minGrace) >= 0, "sweeper.grace", sweeper.grace(),
				"It must be " + minGrace + " at least with s3backed.lease=" + this.properties.lease());
		require(sweeper.maxGarbageShare() >= 0 && sweeper.maxGarbageShare() <= 1, "sweeper.max-garbage-share",
				sweeper.maxGarbageShare(), "It must be between 0 and 1");
		require(sweeper.requestsPerSecond() >= 0, "sweeper.requests-per-second", sweeper.requestsPerSecond(),
				"It must not be negative; 0 is no limit");
		require(sweeper.workers() >= 1 && sweeper.workers() <= SweepOptions.MAX_WORKERS, "sweeper.workers",
				sweeper.workers(), "It must be 1 to " + SweepOptions.MAX_WORKERS);
		require(sweeper.worker() >= 0 && sweeper.worker() < sweeper.workers(), "sweeper.worker", sweeper.worker(),
				"It must be less than s3backed.sweeper.workers=" + sweeper.workers() + ", counted from 0");
		return SweepOptions.dryRun()
			.withGrace(sweeper.grace())
			.withMaxGarbageShare(Math.min(sweeper.maxGarbageShare(), MAX_GARBAGE_SHARE))
			.withRequestsPerSecond(sweeper.requestsPerSecond())
			.withWorker(sweeper.worker(), sweeper.workers())
			.withAcceptedTableIds(sweeper.acceptTableIds());
	}

	Compression compression() {
		Compression compression = this.properties.compression();
		require(compression != Compression.ZSTD || ClassUtils.isPresent(ZSTD_CLASS, this.classLoader), "compression",
				compression, "zstd needs 'com.github.luben:zstd-jni' on the class path");
		return compression;
	}

	private @Nullable Integer compressionLevel() {
		Integer level = this.properties.compressionLevel();
		Compression compression = this.properties.compression();
		if (level != null) {
			require(compression.hasLevel(level), "compression-level", level, "s3backed.compression="
					+ compression.name().toLowerCase(Locale.ROOT) + ", and " + compression.describeLevels());
		}
		return level;
	}

	private String bucket() {
		String bucket = this.properties.bucket();
		if (!StringUtils.hasText(bucket)) {
			throw new MissingBucketException();
		}
		return checked("bucket", bucket, BucketName::require);
	}

	private @Nullable String expectedBucketOwner() {
		String owner = this.properties.expectedBucketOwner();
		if (!StringUtils.hasText(owner)) {
			return null;
		}
		require(!CUT_ACCOUNT_ID.matcher(owner).matches(), "expected-bucket-owner", owner, ACCOUNT_ID);
		return owner;
	}

	private List<String> readLocations() {
		List<String> locations = this.properties.readLocations();
		locations.forEach((location) -> checked("read-locations", location, BucketName::requireLocation));
		return locations;
	}

	private long maxAttributeSize() {
		DataSize size = this.properties.maxAttributeSize();
		require(size.toBytes() > 0 && size.toBytes() <= Integer.MAX_VALUE - 8, "max-attribute-size", size,
				"It must be positive and under 2GB");
		return size.toBytes();
	}

	private long maxResourceSize() {
		DataSize size = this.properties.maxResourceSize();
		require(size.toBytes() > 0, "max-resource-size", size, "It must be positive");
		return size.toBytes();
	}

	private long partSize() {
		DataSize size = this.properties.upload().partSize();
		require(size.toMegabytes() >= 5 && size.toBytes() <= Integer.MAX_VALUE - 8, "upload.part-size", size,
				"S3 takes no parts under 5MB, and they must be under 2GB");
		return size.toBytes();
	}

	private long maxBytesInFlight() {
		DataSize size = this.properties.upload().maxBytesInFlight();
		require(size.toBytes() >= 2 * this.properties.upload().partSize().toBytes(), "upload.max-bytes-in-flight", size,
				"It must be twice s3backed.upload.part-size at least");
		return size.toBytes();
	}

	private Duration lease() {
		Duration lease = this.properties.lease();
		require(lease.toSeconds() > 0, "lease", lease, "It must be one second at least");
		return lease;
	}

	private Duration notNegative(String property, Duration value) {
		require(!value.isNegative(), property, value, "It must not be negative");
		return value;
	}

	private int atLeast(int minimum, String property, int value) {
		require(value >= minimum, property, value, "It must be " + minimum + " at least");
		return value;
	}

	private String checked(String property, String value, UnaryOperator<String> check) {
		try {
			return check.apply(value);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("s3backed." + property, value, ex.getMessage());
		}
	}

	private void require(boolean valid, String property, Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException("s3backed." + property, value, reason);
		}
	}

}
