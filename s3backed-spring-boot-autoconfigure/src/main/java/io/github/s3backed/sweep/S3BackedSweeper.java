package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.Place;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.observation.SweepFigures;
import io.github.s3backed.observation.SweepFigures.Outcome;
import io.github.s3backed.pointer.TableName;
import io.github.s3backed.store.BucketOwner;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.ObjectCustomizers;
import io.github.s3backed.store.ObjectInventory;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.RequestExecutor;
import io.github.s3backed.store.TableCatalog;
import io.github.s3backed.store.WriterRegion;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.core.log.LogMessage;

/**
 * Finds and removes S3 objects that no item points to: what crashes and failed clean-ups
 * have left.
 * <p>
 * For each object below the prefix of the entity's {@linkplain Place place} and the
 * table's name, the item that its key names is read consistently. An object that the item
 * points to stays, whichever write made it. Any other is garbage once it is older than
 * the grace period, by S3's own clock, so that no writer can still be about to commit it;
 * the item is read once more right before it is removed. What cannot be judged is kept
 * and reported.
 * <p>
 * Everything is counted before anything is removed, so that a wrong table, or one that
 * has lost its items, costs no object: garbage may be
 * {@link SweepOptions#maxGarbageShare() a share} of the objects at most, or a single one,
 * and something must be alive. One of several workers cannot count the whole, and takes
 * the reports of all.
 * <p>
 * The sweep may run beside writers and readers, and in several processes at once. Its
 * memory does not depend on the number of objects. For <i>n</i> objects it sends about
 * <i>n</i>/1,000 {@code ListObjectsV2}, one {@code BatchGetItem} for 100 items and again
 * for those whose objects are garbage, one {@code DeleteObjects} and one
 * {@code GetObject} for 1,000 objects of garbage, and one {@code HeadObject} for each
 * object whose item has a key too long for the object's. All but the removal is done
 * twice where more than 10,000 objects are garbage. Each sweep sends one
 * {@code DescribeTable} and one {@code GetObject}, the first that removes one of each
 * {@code PutObject} and {@code GetObject} more. Of several workers each sends two
 * {@code ListObjectsV2} more than its share; a dry run also leaves its report with one
 * {@code PutObject}, which a sweep that removes reads with one {@code GetObject} for each
 * worker.
 */
public final class S3BackedSweeper {

	private final Log logger = LogFactory.getLog(S3BackedSweeper.class);

	private final S3BackedSettings settings;

	private final S3BackedMappingContext mappingContext;

	private final Set<String> said = ConcurrentHashMap.newKeySet();

	private final ItemStore items;

	private final TableCatalog tables;

	private final S3Client s3Client;

	private final RequestExecutor requests;

	private final ObjectCustomizers customizers;

	private final Places places;

	/** By place, for what is learned of its store. */
	private final Map<Place, ObjectStore> objects = new ConcurrentHashMap<>();

	private final WriterRegion writerRegion;

	private final LongSupplier nanoTime;

	private final RateLimiter.Sleeper sleeper;

	private final S3BackedMetrics metrics;

	/**
	 * Creates a sweeper.
	 * @param s3Client the client for S3
	 * @param dynamoDbClient the client for DynamoDB
	 * @param mappingContext the mappings of entity classes
	 * @param settings the settings
	 */
	public S3BackedSweeper(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings) {
		this(s3Client, dynamoDbClient, mappingContext, settings, ObservationRegistry.NOOP);
	}

	/**
	 * Creates a sweeper.
	 * @param s3Client the client for S3
	 * @param dynamoDbClient the client for DynamoDB
	 * @param mappingContext the mappings of entity classes
	 * @param settings the settings
	 * @param observations gets an observation of each request
	 */
	public S3BackedSweeper(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, ObservationRegistry observations) {
		this(s3Client, dynamoDbClient, mappingContext, settings, observations, S3BackedMetrics.NONE, List.of());
	}

	/**
	 * Creates a sweeper.
	 * @param s3Client the client for S3
	 * @param dynamoDbClient the client for DynamoDB
	 * @param mappingContext the mappings of entity classes
	 * @param settings the settings
	 * @param observations gets an observation of each request
	 * @param metrics is told what each sweep has found and done
	 * @param customizers have a say in how the words are stored that sweeps leave for
	 * each other, in this order
	 */
	public S3BackedSweeper(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, ObservationRegistry observations, S3BackedMetrics metrics,
			List<ObjectRequestCustomizer> customizers) {
		this(s3Client, dynamoDbClient, mappingContext, settings, new RequestExecutor(observations), metrics,
				new ObjectCustomizers(customizers), System::nanoTime,
				(duration) -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000));
	}

	S3BackedSweeper(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, RequestExecutor requests, S3BackedMetrics metrics, ObjectCustomizers customizers,
			LongSupplier nanoTime, RateLimiter.Sleeper sleeper) {
		this.settings = settings;
		this.mappingContext = mappingContext;
		this.s3Client = s3Client;
		this.requests = requests;
		this.customizers = customizers;
		this.places = new Places(settings.storage());
		this.writerRegion = WriterRegion.of(dynamoDbClient, settings.writes().writerRegion());
		this.nanoTime = nanoTime;
		this.sleeper = sleeper;
		this.metrics = S3BackedMetrics.quiet(metrics);
		this.items = new ItemStore(dynamoDbClient, requests, this::pause);
		this.tables = new TableCatalog(dynamoDbClient, requests);
	}

	private void pause(int attempt) {
		try {
			this.sleeper.sleep(Duration.ofMillis(50L << Math.min(attempt, 6)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Returns the shortest grace period: no write can commit an object of this age any
	 * more.
	 * @return {@link S3BackedSettings#latestCommit()}
	 */
	public Duration minGrace() {
		return this.settings.writes().latestCommit();
	}

	/**
	 * Returns where the objects of an entity class's table are: the place of new ones,
	 * and then, if it is another, that of all entities, where there may be old ones.
	 * @param type the entity class
	 * @return what is to be swept, one after the other
	 */
	public List<Place> places(Class<?> type) {
		return this.places.of(this.mappingContext.getRequiredEntity(type)).all();
	}

	/**
	 * Sweeps the objects of an entity class's table where new ones are put.
	 * @param type the entity class
	 * @param options how
	 * @return what was found and done
	 * @throws IllegalArgumentException if the grace period is shorter than
	 * {@link #minGrace()}; nothing is sent
	 * @throws org.springframework.dao.InvalidDataAccessApiUsageException if
	 * {@code s3backed.writer-region} is another region, whose items may not have come
	 * here yet; nothing is sent
	 * @throws org.springframework.dao.DataAccessException if AWS refuses a request;
	 * nothing is removed that was not judged. What was removed until then is logged, the
	 * position, which is a key, at level debug
	 */
	public SweepReport sweep(Class<?> type, SweepOptions options) {
		return sweep(type, places(type).get(0), options);
	}

	/**
	 * Sweeps the objects of an entity class's table in one place. It may be one that no
	 * setting names any more: what is alive is told by the items, wherever new objects
	 * are put.
	 * @param type the entity class
	 * @param place where the objects are
	 * @param options how
	 * @return what was found and done
	 * @throws IllegalArgumentException as {@link #sweep(Class, SweepOptions)}
	 * @throws org.springframework.dao.DataAccessException as
	 * {@link #sweep(Class, SweepOptions)}
	 */
	public SweepReport sweep(Class<?> type, Place place, SweepOptions options) {
		this.writerRegion.require("Sweeping");
		if (options.grace().compareTo(minGrace()) < 0) {
			throw new IllegalArgumentException("A grace period (s3backed.sweeper.grace) of " + options.grace()
					+ " would remove objects that writers are about to commit; with s3backed.lease="
					+ this.settings.writes().lease() + " it must be " + minGrace() + " at least");
		}
		S3BackedPersistentEntity<?> entity = this.mappingContext.getRequiredEntity(type);
		List<Place> others = this.places.of(entity).all().stream().filter((other) -> !other.isAt(place)).toList();
		SweepTarget target = new SweepTarget(type, entity.tableName(), entity.tableKey(), place, others, retention());
		SweepScope scope = new SweepScope(null, target.bucket(), target.prefix(), options.worker(), options.workers(),
				options.delete() || options.resumeAfter() == null, null);
		Tally tally = new Tally(entity.tableName(), scope);
		SweepRequests requests = new SweepRequests(target, this.items, this.tables,
				this.objects.computeIfAbsent(place, this::objects),
				new ObjectInventory(this.s3Client, this.requests, place.bucket(), place.expectedBucketOwner()),
				new RateLimiter(options.requestsPerSecond(), this.nanoTime, this.sleeper), tally);
		Sweep sweep = new Sweep(target, options, requests, tally, this::sayOnce);
		long begun = this.nanoTime.getAsLong();
		SweepReport report;
		try {
			report = sweep.run();
		}
		catch (RuntimeException ex) {
			SweepReport failed = tally.report("it failed: " + ex.getMessage());
			log(place, failed);
			tell(place, options, failed, tally, Outcome.FAILED, begun);
			throw ex;
		}
		log(place, report);
		tell(place, options, report, tally, report.isComplete() ? Outcome.COMPLETE : Outcome.STOPPED, begun);
		return report;
	}

	private void tell(Place place, SweepOptions options, SweepReport report, Tally tally, Outcome outcome, long begun) {
		this.metrics.swept(new SweepFigures(TableName.of(report.table()).plain(), place.uri(), options.worker(),
				options.delete(), outcome, report.objects(), report.kept(), report.garbage(), report.deleted(),
				report.deletedBytes(), tally.failed(), report.abortedUploads(),
				Duration.ofNanos(this.nanoTime.getAsLong() - begun)));
	}

	private ObjectStore objects(Place place) {
		return new ObjectStore(this.s3Client, this.requests,
				new BucketOwner(place.bucket(), place.expectedBucketOwner()), this.customizers);
	}

	private void sayOnce(String what, Exception why) {
		if (this.said.add(what)) {
			this.logger.warn(what, why);
		}
	}

	/**
	 * Tokens tell when a write began, which replaced something only when it ended.
	 */
	private Duration retention() {
		Duration retention = this.settings.writes().supersededRetention();
		return retention.isZero() ? retention : retention.plus(this.settings.writes().latestCommit());
	}

	private void log(Place place, SweepReport report) {
		String summary = "Sweep of table '" + report.table() + "' in " + place + ": " + report.objects() + " objects, "
				+ report.alive() + " alive, " + report.young() + " young, " + report.garbage() + " garbage ("
				+ report.garbageBytes() + " bytes), " + report.deleted() + " deleted, undecidable "
				+ report.undecidable();
		if (report.isComplete()) {
			this.logger.info(summary);
		}
		else {
			this.logger.warn(summary + "; stopped: " + report.stopped());
			this.logger.debug(LogMessage.format("Stopped after %s", report.position()));
		}
	}

}
