package io.github.s3backed.core;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.s3backed.S3BackedSettings;

/**
 * Settings that differ from the defaults in one point.
 */
final class Settings {

	private Settings() {
	}

	static UnaryOperator<S3BackedSettings> maxConflicts(int maxConflicts) {
		return (it) -> new S3BackedSettings(it.bucket(), it.prefix(), it.compression(), it.expectedBucketOwner(),
				it.readLocations(), it.maxAttributeSize(), it.concurrency(), it.lease(), it.settleTimeout(),
				maxConflicts, it.maxReadRestarts(), it.supersededRetention());
	}

	static UnaryOperator<S3BackedSettings> maxReadRestarts(int maxReadRestarts) {
		return (it) -> new S3BackedSettings(it.bucket(), it.prefix(), it.compression(), it.expectedBucketOwner(),
				it.readLocations(), it.maxAttributeSize(), it.concurrency(), it.lease(), it.settleTimeout(),
				it.maxConflicts(), maxReadRestarts, it.supersededRetention());
	}

	static UnaryOperator<S3BackedSettings> maxAttributeSize(long maxAttributeSize) {
		return (it) -> new S3BackedSettings(it.bucket(), it.prefix(), it.compression(), it.expectedBucketOwner(),
				it.readLocations(), maxAttributeSize, it.concurrency(), it.lease(), it.settleTimeout(),
				it.maxConflicts(), it.maxReadRestarts(), it.supersededRetention());
	}

	static UnaryOperator<S3BackedSettings> settleTimeout(Duration settleTimeout) {
		return (it) -> new S3BackedSettings(it.bucket(), it.prefix(), it.compression(), it.expectedBucketOwner(),
				it.readLocations(), it.maxAttributeSize(), it.concurrency(), it.lease(), settleTimeout,
				it.maxConflicts(), it.maxReadRestarts(), it.supersededRetention());
	}

	static UnaryOperator<S3BackedSettings> bucket(String bucket) {
		return (it) -> new S3BackedSettings(bucket, it.prefix(), it.compression(), it.expectedBucketOwner(),
				it.readLocations(), it.maxAttributeSize(), it.concurrency(), it.lease(), it.settleTimeout(),
				it.maxConflicts(), it.maxReadRestarts(), it.supersededRetention());
	}

	static UnaryOperator<S3BackedSettings> places(String prefix, String... readLocations) {
		return (it) -> new S3BackedSettings(it.bucket(), prefix, it.compression(), it.expectedBucketOwner(),
				List.of(readLocations), it.maxAttributeSize(), it.concurrency(), it.lease(), it.settleTimeout(),
				it.maxConflicts(), it.maxReadRestarts(), it.supersededRetention());
	}

}
