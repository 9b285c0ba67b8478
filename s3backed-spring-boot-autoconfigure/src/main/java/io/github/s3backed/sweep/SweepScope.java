package io.github.s3backed.sweep;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a sweep has looked at, so that the reports of several can be put together.
 *
 * @param tableId the id that DynamoDB gave the table when it was made, or {@code null} if
 * DynamoDB does not tell it
 * @param bucket the bucket of its objects
 * @param prefix what their keys begin with, before the table's name
 * @param worker which of the workers this was, from 0
 * @param workers how many workers shared the table
 * @param whole whether the worker's share was looked at from its beginning to its end
 * @param asOf when the sweep began, by S3's clock, or {@code null} if S3 did not tell its
 * time; what has become garbage since was not counted
 */
public record SweepScope(@Nullable String tableId, String bucket, String prefix, int worker, int workers, boolean whole,
		@Nullable Instant asOf) {

	/**
	 * Tells whether this is a share of the same objects, divided in the same way.
	 */
	boolean isBeside(SweepScope other) {
		return this.bucket.equals(other.bucket) && this.prefix.equals(other.prefix) && this.workers == other.workers
				&& ((this.tableId == null) ? other.tableId == null : this.tableId.equals(other.tableId));
	}

}
