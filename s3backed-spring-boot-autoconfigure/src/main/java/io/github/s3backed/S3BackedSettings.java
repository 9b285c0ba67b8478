package io.github.s3backed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What the library needs to know beside its clients, in groups. All values but the bucket
 * have defaults; a {@link Builder} sets them by the names of their properties.
 *
 * @param storage where objects are
 * @param contents how S3-backed values are stored
 * @param writes how far a write goes
 * @param reads how far a read goes
 * @param uploads how contents are uploaded that are streamed
 * @param concurrency how many S3 requests run at once beside the callers' own threads
 */
public record S3BackedSettings(Storage storage, Contents contents, Writes writes, Reads reads, Uploads uploads,
		int concurrency) {

	/**
	 * Default of {@link Contents#maxAttributeSize()}: 1 GiB.
	 */
	public static final long DEFAULT_MAX_ATTRIBUTE_SIZE = 1L << 30;

	public S3BackedSettings {
		Assert.isTrue(concurrency > 0, () -> "'concurrency' must be positive, but is " + concurrency);
	}

	/**
	 * Returns the defaults for a bucket.
	 * @param bucket the bucket that objects are written to
	 * @return the settings
	 */
	public static S3BackedSettings forBucket(String bucket) {
		return builder(bucket).build();
	}

	/**
	 * Begins with the defaults for a bucket.
	 * @param bucket the bucket that objects are written to
	 * @return a builder
	 */
	public static Builder builder(String bucket) {
		return new Builder(bucket);
	}

	/**
	 * Changes some of these settings.
	 * @param changes is given a builder that has these settings
	 * @return the settings with the changes
	 */
	public S3BackedSettings with(Consumer<Builder> changes) {
		Builder builder = new Builder(this);
		changes.accept(builder);
		return builder.build();
	}

	/**
	 * Where objects are.
	 *
	 * @param bucket the bucket that they are written to, by its name or the alias of an
	 * access point
	 * @param prefix what every object key begins with; empty, or ending in {@code /}
	 * @param expectedBucketOwner the account that must own the bucket, or {@code null}
	 * for no check; nothing is said of the buckets of read locations
	 * @param readLocations further places that pointers may lead to, each as
	 * {@code s3://bucket/prefix}; nothing is written or removed there
	 * @param entities what is different for entity classes, by their simple or full name;
	 * goes before their {@link S3BackedStorage}
	 */
	public record Storage(String bucket, String prefix, @Nullable String expectedBucketOwner,
			List<String> readLocations, Map<String, EntityStorage> entities) {

		public Storage {
			new Place(bucket, prefix, expectedBucketOwner);
			readLocations = List.copyOf(readLocations);
			readLocations.forEach(Storage::requireLocation);
			entities = Map.copyOf(entities);
		}

		/**
		 * Creates the storage of entities that are all in the same place.
		 */
		public Storage(String bucket, String prefix, @Nullable String expectedBucketOwner, List<String> readLocations) {
			this(bucket, prefix, expectedBucketOwner, readLocations, Map.of());
		}

		/**
		 * Returns where objects are of which nothing else is said.
		 * @return the place
		 */
		public Place place() {
			return new Place(this.bucket, this.prefix, this.expectedBucketOwner);
		}

		private static void requireLocation(String location) {
			try {
				BucketName.requireLocation(location);
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException("'readLocations' cannot be '" + location + "': " + ex.getMessage(),
						ex);
			}
		}

	}

	/**
	 * How S3-backed values are stored.
	 *
	 * @param compression how objects are compressed where an attribute does not say
	 * @param compressionLevel how hard this compression tries, or {@code null} for its
	 * default
	 * @param maxAttributeSize the longest value, in bytes before compression, that is
	 * written or read
	 */
	public record Contents(Compression compression, @Nullable Integer compressionLevel, long maxAttributeSize) {

		public Contents {
			Assert.isTrue(compressionLevel == null || compression.hasLevel(compressionLevel),
					() -> "'compressionLevel' cannot be " + compressionLevel + ": " + compression.describeLevels());
			Assert.isTrue(maxAttributeSize > 0 && maxAttributeSize <= Integer.MAX_VALUE - 8,
					() -> "'maxAttributeSize' must be positive and under 2 GiB, but is " + maxAttributeSize);
		}

		/**
		 * Creates contents with the default level of the compression.
		 */
		public Contents(Compression compression, long maxAttributeSize) {
			this(compression, null, maxAttributeSize);
		}

	}

	/**
	 * How far a write goes.
	 *
	 * @param lease how long it may take from its start to its commit
	 * @param settleTimeout how long it is looked into when its answer was lost
	 * @param maxConflicts how often it starts over, if its entity has no version, because
	 * another writer was faster
	 * @param supersededRetention how long objects are kept after a write has replaced
	 * them, for readers of older copies of the item; they are left to the sweep then.
	 * Zero removes them at once. A delete removes at once what the item points to then.
	 * @param writerRegion the one region whose applications write, where tables have
	 * replicas in others; an application in another one only reads. {@code null} if the
	 * tables have none
	 */
	public record Writes(Duration lease, Duration settleTimeout, int maxConflicts, Duration supersededRetention,
			@Nullable String writerRegion) {

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

		/**
		 * How far the time of a write may be from DynamoDB's time: 5 minutes, which is
		 * also where AWS begins to refuse the signatures of a clock that is off.
		 */
		public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

		public Writes {
			Assert.isTrue(lease.toSeconds() > 0, () -> "'lease' must be a second at least, but is " + lease);
			Assert.isTrue(!settleTimeout.isNegative(), () -> "'settleTimeout' must not be negative: " + settleTimeout);
			Assert.isTrue(maxConflicts >= 0, () -> "'maxConflicts' must not be negative, but is " + maxConflicts);
			Assert.isTrue(!supersededRetention.isNegative(),
					() -> "'supersededRetention' must not be negative: " + supersededRetention);
			Assert.isTrue(writerRegion == null || !writerRegion.isBlank(), "'writerRegion' must not be empty");
		}

		/**
		 * Returns how long after its start a write can still change an item.
		 * @return the lease, the time of a call and of a signed request on its way, and
		 * the difference of clocks
		 */
		public Duration latestCommit() {
			return this.lease.plus(CALL).plus(SIGNED_REQUEST).plus(CLOCK_SKEW);
		}

	}

	/**
	 * How far a read goes.
	 *
	 * @param maxRestarts how often it starts over because the item changed under it
	 */
	public record Reads(int maxRestarts) {

		public Reads {
			Assert.isTrue(maxRestarts >= 0, () -> "'maxReadRestarts' must not be negative, but is " + maxRestarts);
		}

	}

	/**
	 * How contents are uploaded that are read while they are stored.
	 *
	 * @param partSize how long the parts are that they are sent in, in bytes; 5 MiB at
	 * least. Parts grow where a content turns out to need more than S3's 10,000.
	 * @param maxBytesInFlight how much of all such contents is in memory at most, in
	 * bytes; two parts at least
	 * @param maxResourceSize the longest such content, in bytes before compression
	 */
	public record Uploads(long partSize, long maxBytesInFlight, long maxResourceSize) {

		private static final long MIN_PART_SIZE = 5L << 20;

		public Uploads {
			Assert.isTrue(partSize >= MIN_PART_SIZE && partSize <= Integer.MAX_VALUE - 8,
					() -> "'partSize' must be 5 MiB at least and under 2 GiB, but is " + partSize);
			Assert.isTrue(maxBytesInFlight >= 2 * partSize,
					() -> "'maxBytesInFlight' must be twice 'partSize' at least, but is " + maxBytesInFlight);
			Assert.isTrue(maxResourceSize > 0, () -> "'maxResourceSize' must be positive, but is " + maxResourceSize);
		}

	}

	/**
	 * Sets one value after the other. What is set is checked when the settings are built.
	 */
	public static final class Builder {

		private String bucket;

		private String prefix = "";

		private @Nullable String expectedBucketOwner;

		private List<String> readLocations = List.of();

		private Map<String, EntityStorage> entities = Map.of();

		private Compression compression = Compression.NONE;

		private @Nullable Integer compressionLevel;

		private long maxAttributeSize = DEFAULT_MAX_ATTRIBUTE_SIZE;

		private Duration lease = Duration.ofHours(1);

		private Duration settleTimeout = Duration.ofSeconds(10);

		private int maxConflicts = 10;

		private Duration supersededRetention = Duration.ZERO;

		private @Nullable String writerRegion;

		private int maxReadRestarts = 5;

		private long partSize = 8L << 20;

		private long maxBytesInFlight = 64L << 20;

		private long maxResourceSize = 5L << 40;

		private int concurrency = 16;

		private Builder(String bucket) {
			this.bucket = bucket;
		}

		private Builder(S3BackedSettings settings) {
			this.bucket = settings.storage.bucket;
			this.prefix = settings.storage.prefix;
			this.expectedBucketOwner = settings.storage.expectedBucketOwner;
			this.readLocations = settings.storage.readLocations;
			this.entities = settings.storage.entities;
			this.compression = settings.contents.compression;
			this.compressionLevel = settings.contents.compressionLevel;
			this.maxAttributeSize = settings.contents.maxAttributeSize;
			this.lease = settings.writes.lease;
			this.settleTimeout = settings.writes.settleTimeout;
			this.maxConflicts = settings.writes.maxConflicts;
			this.supersededRetention = settings.writes.supersededRetention;
			this.writerRegion = settings.writes.writerRegion;
			this.maxReadRestarts = settings.reads.maxRestarts;
			this.partSize = settings.uploads.partSize;
			this.maxBytesInFlight = settings.uploads.maxBytesInFlight;
			this.maxResourceSize = settings.uploads.maxResourceSize;
			this.concurrency = settings.concurrency;
		}

		/**
		 * Sets {@link Storage#bucket()}.
		 * @param bucket the bucket
		 * @return this builder
		 */
		public Builder bucket(String bucket) {
			this.bucket = bucket;
			return this;
		}

		/**
		 * Sets {@link Storage#prefix()}. Empty by default.
		 * @param prefix the prefix
		 * @return this builder
		 */
		public Builder prefix(String prefix) {
			this.prefix = prefix;
			return this;
		}

		/**
		 * Sets {@link Storage#expectedBucketOwner()}. None by default.
		 * @param expectedBucketOwner the account, or {@code null}
		 * @return this builder
		 */
		public Builder expectedBucketOwner(@Nullable String expectedBucketOwner) {
			this.expectedBucketOwner = expectedBucketOwner;
			return this;
		}

		/**
		 * Sets {@link Storage#readLocations()}. None by default.
		 * @param readLocations the places, each as {@code s3://bucket/prefix}
		 * @return this builder
		 */
		public Builder readLocations(List<String> readLocations) {
			this.readLocations = readLocations;
			return this;
		}

		/**
		 * Sets {@link Storage#entities()}. None by default.
		 * @param entities what is different for entity classes, by their names
		 * @return this builder
		 */
		public Builder entities(Map<String, EntityStorage> entities) {
			this.entities = entities;
			return this;
		}

		/**
		 * Sets {@link Contents#compression()}. {@link Compression#NONE} by default.
		 * @param compression the compression
		 * @return this builder
		 */
		public Builder compression(Compression compression) {
			this.compression = compression;
			return this;
		}

		/**
		 * Sets {@link Contents#compressionLevel()}. That of the compression by default.
		 * @param compressionLevel the level, or {@code null}
		 * @return this builder
		 */
		public Builder compressionLevel(@Nullable Integer compressionLevel) {
			this.compressionLevel = compressionLevel;
			return this;
		}

		/**
		 * Sets {@link Contents#maxAttributeSize()}.
		 * {@value S3BackedSettings#DEFAULT_MAX_ATTRIBUTE_SIZE} by default.
		 * @param maxAttributeSize the size in bytes
		 * @return this builder
		 */
		public Builder maxAttributeSize(long maxAttributeSize) {
			this.maxAttributeSize = maxAttributeSize;
			return this;
		}

		/**
		 * Sets {@link Writes#lease()}. An hour by default.
		 * @param lease the time
		 * @return this builder
		 */
		public Builder lease(Duration lease) {
			this.lease = lease;
			return this;
		}

		/**
		 * Sets {@link Writes#settleTimeout()}. Ten seconds by default.
		 * @param settleTimeout the time
		 * @return this builder
		 */
		public Builder settleTimeout(Duration settleTimeout) {
			this.settleTimeout = settleTimeout;
			return this;
		}

		/**
		 * Sets {@link Writes#maxConflicts()}. 10 by default.
		 * @param maxConflicts the number
		 * @return this builder
		 */
		public Builder maxConflicts(int maxConflicts) {
			this.maxConflicts = maxConflicts;
			return this;
		}

		/**
		 * Sets {@link Writes#supersededRetention()}. Zero by default.
		 * @param supersededRetention the time
		 * @return this builder
		 */
		public Builder supersededRetention(Duration supersededRetention) {
			this.supersededRetention = supersededRetention;
			return this;
		}

		/**
		 * Sets {@link Writes#writerRegion()}. None by default.
		 * @param writerRegion the region, or {@code null}
		 * @return this builder
		 */
		public Builder writerRegion(@Nullable String writerRegion) {
			this.writerRegion = writerRegion;
			return this;
		}

		/**
		 * Sets {@link Reads#maxRestarts()}. 5 by default.
		 * @param maxReadRestarts the number
		 * @return this builder
		 */
		public Builder maxReadRestarts(int maxReadRestarts) {
			this.maxReadRestarts = maxReadRestarts;
			return this;
		}

		/**
		 * Sets {@link Uploads#partSize()}. 8 MiB by default.
		 * @param partSize the size in bytes
		 * @return this builder
		 */
		public Builder partSize(long partSize) {
			this.partSize = partSize;
			return this;
		}

		/**
		 * Sets {@link Uploads#maxBytesInFlight()}. 64 MiB by default.
		 * @param maxBytesInFlight the number of bytes
		 * @return this builder
		 */
		public Builder maxBytesInFlight(long maxBytesInFlight) {
			this.maxBytesInFlight = maxBytesInFlight;
			return this;
		}

		/**
		 * Sets {@link Uploads#maxResourceSize()}. 5 TiB by default.
		 * @param maxResourceSize the size in bytes
		 * @return this builder
		 */
		public Builder maxResourceSize(long maxResourceSize) {
			this.maxResourceSize = maxResourceSize;
			return this;
		}

		/**
		 * Sets {@link S3BackedSettings#concurrency()}. 16 by default.
		 * @param concurrency the number
		 * @return this builder
		 */
		public Builder concurrency(int concurrency) {
			this.concurrency = concurrency;
			return this;
		}

		/**
		 * Builds the settings.
		 * @return the settings
		 * @throws IllegalArgumentException if a value is out of its bounds
		 */
		public S3BackedSettings build() {
			return new S3BackedSettings(
					new Storage(this.bucket, this.prefix, this.expectedBucketOwner, this.readLocations, this.entities),
					new Contents(this.compression, this.compressionLevel, this.maxAttributeSize),
					new Writes(this.lease, this.settleTimeout, this.maxConflicts, this.supersededRetention,
							this.writerRegion),
					new Reads(this.maxReadRestarts),
					new Uploads(this.partSize, this.maxBytesInFlight, this.maxResourceSize), this.concurrency);
		}

	}

}
