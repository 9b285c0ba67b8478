package io.github.s3backed.observation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

import io.github.s3backed.Compression;
import io.github.s3backed.observation.S3BackedMeter.MeterKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;

/**
 * Feeds the meters of {@link S3BackedMeter}.
 */
public final class MicrometerMetrics implements S3BackedMetrics {

	private final MeterRegistry registry;

	private final LongAdder inFlight = new LongAdder();

	/** The registry does not keep what its gauges look at. */
	private final Map<Tags, SweepFigures> lastSweeps = new ConcurrentHashMap<>();

	private final Map<Tags, AtomicLong> lastSuccesses = new ConcurrentHashMap<>();

	/**
	 * Creates the metrics.
	 * @param registry has the meters
	 */
	public MicrometerMetrics(MeterRegistry registry) {
		this.registry = registry;
		gauge(S3BackedMeter.IN_FLIGHT, Tags.empty(), this.inFlight, LongAdder::doubleValue);
	}

	@Override
	public void uploaded(Class<?> entity, long size, long stored, Compression compression) {
		record(S3BackedMeter.UPLOAD_STORED, tags(entity), stored);
		record(S3BackedMeter.UPLOAD_SIZE, tags(entity), size);
		if (compression != Compression.NONE) {
			record(S3BackedMeter.UPLOAD_RATIO, tags(entity).and(tag(MeterKey.COMPRESSION, lowerCase(compression))),
					(double) size / stored);
		}
	}

	@Override
	public void downloaded(Class<?> entity, long size, long stored) {
		record(S3BackedMeter.DOWNLOAD_STORED, tags(entity), stored);
		record(S3BackedMeter.DOWNLOAD_SIZE, tags(entity), size);
	}

	@Override
	public void bytesInFlight(long change) {
		this.inFlight.add(change);
	}

	@Override
	public void conflict(Class<?> entity) {
		count(S3BackedMeter.CONFLICTS, tags(entity), 1);
	}

	@Override
	public void writeRestarted(Class<?> entity) {
		count(S3BackedMeter.RESTARTS, tags(entity).and(tag(MeterKey.KIND, "write")), 1);
	}

	@Override
	public void readRestarted(Class<?> entity) {
		count(S3BackedMeter.RESTARTS, tags(entity).and(tag(MeterKey.KIND, "read")), 1);
	}

	@Override
	public void outcomeUnknown(Class<?> entity) {
		count(S3BackedMeter.UNKNOWN_OUTCOMES, tags(entity), 1);
	}

	@Override
	public void danglingPointer(Class<?> entity) {
		count(S3BackedMeter.DANGLING_POINTERS, tags(entity), 1);
	}

	@Override
	public void cleanUpFailed(String table, int objects) {
		count(S3BackedMeter.CLEANUP_FAILED, Tags.of(tag(MeterKey.TABLE, table)), objects);
	}

	@Override
	public void swept(SweepFigures figures) {
		Tags tags = Tags.of(tag(MeterKey.TABLE, figures.table()), tag(MeterKey.PLACE, figures.place()),
				tag(MeterKey.WORKER, Integer.toString(figures.worker())));
		Tags mode = tags.and(tag(MeterKey.MODE, figures.delete() ? "delete" : "report"));
		count(S3BackedMeter.SWEEP_REMOVED, tags, figures.removed());
		count(S3BackedMeter.SWEEP_FREED, tags, figures.removedBytes());
		count(S3BackedMeter.SWEEP_FAILED, tags, figures.failed());
		count(S3BackedMeter.SWEEP_ABORTED, tags, figures.abortedUploads());
		if (figures.outcome() != SweepFigures.Outcome.FAILED) {
			found(tags, figures);
		}
		if (figures.outcome() == SweepFigures.Outcome.COMPLETE) {
			succeeded(mode);
		}
		Timer.builder(S3BackedMeter.SWEEP.getName())
			.description(S3BackedMeter.SWEEP.getDescription())
			.tags(mode.and(tag(MeterKey.OUTCOME, lowerCase(figures.outcome()))))
			.register(this.registry)
			.record(figures.duration());
	}

	private void found(Tags tags, SweepFigures figures) {
		if (this.lastSweeps.put(tags, figures) == null) {
			gauge(S3BackedMeter.SWEEP_LISTED, tags, this.lastSweeps, (last) -> last.get(tags).listed());
			gauge(S3BackedMeter.SWEEP_KEPT, tags, this.lastSweeps, (last) -> last.get(tags).kept());
			gauge(S3BackedMeter.SWEEP_GARBAGE, tags, this.lastSweeps, (last) -> last.get(tags).garbage());
		}
	}

	private void succeeded(Tags tags) {
		this.lastSuccesses.computeIfAbsent(tags, (it) -> new AtomicLong())
			.set(this.registry.config().clock().wallTime());
		TimeGauge
			.builder(S3BackedMeter.SWEEP_LAST_SUCCESS.getName(), this.lastSuccesses, TimeUnit.MILLISECONDS,
					(last) -> last.get(tags).get())
			.description(S3BackedMeter.SWEEP_LAST_SUCCESS.getDescription())
			.tags(tags)
			.register(this.registry);
	}

	private void count(S3BackedMeter meter, Tags tags, long number) {
		Counter.builder(meter.getName())
			.description(meter.getDescription())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry)
			.increment(number);
	}

	private void record(S3BackedMeter meter, Tags tags, double value) {
		DistributionSummary.builder(meter.getName())
			.description(meter.getDescription())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry)
			.record(value);
	}

	private <T> void gauge(S3BackedMeter meter, Tags tags, T state, ToDoubleFunction<T> value) {
		Gauge.builder(meter.getName(), state, value)
			.description(meter.getDescription())
			.baseUnit(meter.getBaseUnit())
			.tags(tags)
			.register(this.registry);
	}

	private static Tags tags(Class<?> entity) {
		return Tags.of(tag(MeterKey.ENTITY, entity.getSimpleName()));
	}

	private static Tag tag(MeterKey key, String value) {
		return Tag.of(key.asString(), value);
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
