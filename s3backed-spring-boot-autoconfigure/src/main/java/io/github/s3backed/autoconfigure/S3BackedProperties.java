package io.github.s3backed.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties of the starter.
 *
 * @param enabled Whether s3backed is configured at all.
 * @param bucket Bucket that objects are written to: its name, or the alias of an access
 * point. Required.
 * @param prefix What every object key begins with, such as "pages/". Slashes at either
 * end make no difference.
 * @param compression How objects are compressed where an attribute does not say.
 * @param compressionLevel How hard this compression tries, 1 to 9 for gzip and 1 to 22
 * for zstd. Its default if not set.
 * @param expectedBucketOwner Account ID that must own the bucket. Sent with every S3
 * request to it, not to those of read-locations; none means no check.
 * @param readLocations Further places that stored pointers may lead to, each as
 * "s3://bucket/prefix/". Nothing is written or removed there.
 * @param entities Bucket, prefix and expected-bucket-owner of single entity classes, each
 * by the simple or full name of the class, such as "Page.bucket". What is left out is as
 * the class's @S3BackedStorage says, or else as for all entities.
 * @param maxAttributeSize Longest S3-backed value, before compression, that is written or
 * read. Under 2GB.
 * @param maxResourceSize Longest content of a Resource, before compression, that is
 * written.
 * @param concurrency How many S3 requests run at once beside the callers' own threads.
 * @param lease How long a write may take from its start to its commit.
 * @param settleTimeout How long a write is looked into when DynamoDB's answer was lost.
 * @param maxConflicts How often a write of an entity without a version starts over
 * because another writer was faster.
 * @param maxReadRestarts How often a read starts over because the item changed under it.
 * @param supersededRetention How long objects are kept after a write has replaced them,
 * for readers of older copies of the item. They are left to the sweep then; zero removes
 * them at once.
 * @param writerRegion The one region whose applications write, where a table has replicas
 * in others. An application in another one only reads.
 * @param upload Uploads of contents that are read while they are stored.
 * @param checkTables Whether to look at the tables of all entities when the application
 * starts.
 * @param repositories Repositories.
 * @param sweeper The sweep.
 */
@ConfigurationProperties("s3backed")
record S3BackedProperties(@DefaultValue("true") boolean enabled, @Nullable String bucket,
		@DefaultValue("") String prefix, @DefaultValue("none") Compression compression,
		@Nullable Integer compressionLevel, @Nullable String expectedBucketOwner,
		@DefaultValue List<String> readLocations, @DefaultValue Map<String, String> entities,
		@DefaultValue("1GB") DataSize maxAttributeSize, @DefaultValue("5TB") DataSize maxResourceSize,
		@DefaultValue("16") int concurrency, @DefaultValue("1h") Duration lease,
		@DefaultValue("10s") Duration settleTimeout, @DefaultValue("10") int maxConflicts,
		@DefaultValue("5") int maxReadRestarts, @DefaultValue("0s") Duration supersededRetention,
		@Nullable String writerRegion, @DefaultValue Upload upload, @DefaultValue("true") boolean checkTables,
		@DefaultValue Repositories repositories, @DefaultValue Sweeper sweeper) {

	/**
	 * The properties of uploads.
	 *
	 * @param partSize How long the parts are that contents are sent in. 5MB at least.
	 * Parts grow where a content turns out to need more than 10,000.
	 * @param maxBytesInFlight How much of all contents that are being uploaded is in
	 * memory at most. Two parts at least.
	 */
	record Upload(@DefaultValue("8MB") DataSize partSize, @DefaultValue("64MB") DataSize maxBytesInFlight) {
	}

	/**
	 * The properties of repositories.
	 *
	 * @param enabled Whether repositories are made of the interfaces that extend
	 * S3BackedRepository, and of the entity types found.
	 */
	record Repositories(@DefaultValue("true") boolean enabled) {
	}

	/**
	 * The properties of the sweep.
	 *
	 * @param cron When to sweep, such as "0 0 3 * * *". Never by itself if not set.
	 * @param delete Whether a sweep by the clock removes garbage, or only reports it.
	 * @param grace How old an object must be before it can be garbage. Less than the
	 * lease and 22 minutes is refused.
	 * @param maxGarbageShare Largest share of a table's objects that may be garbage, from
	 * 0 to 1, for all tables that are swept. Where more are, or where none belongs to an
	 * item, nothing is removed.
	 * @param requestsPerSecond How many requests to send at most; 0 for no limit.
	 * @param worker Which of the workers this application is, from 0.
	 * @param workers How many applications share the sweep, 256 at most. Nothing is
	 * removed before all of them have reported.
	 * @param acceptTableIds Ids of tables that take the place of those swept before, as
	 * after a restore.
	 */
	record Sweeper(@Nullable String cron, @DefaultValue("false") boolean delete, @DefaultValue("24h") Duration grace,
			@DefaultValue("0.05") double maxGarbageShare, @DefaultValue("0") double requestsPerSecond,
			@DefaultValue("0") int worker, @DefaultValue("1") int workers, @DefaultValue List<String> acceptTableIds) {
	}

}
