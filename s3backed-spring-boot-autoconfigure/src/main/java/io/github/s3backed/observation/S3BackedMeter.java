package io.github.s3backed.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.docs.MeterDocumentation;
import org.jspecify.annotations.Nullable;

/**
 * The meters that s3backed feeds beside its {@link S3BackedObservation observations}. All
 * their keys have few values. Needs {@code io.micrometer:micrometer-core}.
 */
public enum S3BackedMeter implements MeterDocumentation {

	/**
	 * The length of each object that was stored, as it is in S3.
	 */
	UPLOAD_STORED("s3backed.upload.stored", Meter.Type.DISTRIBUTION_SUMMARY, BaseUnits.BYTES,
			"Length of the objects that were stored", MeterKey.ENTITY),

	/**
	 * The length of the content of each object that was stored, before compression.
	 */
	UPLOAD_SIZE("s3backed.upload.size", Meter.Type.DISTRIBUTION_SUMMARY, BaseUnits.BYTES,
			"Length of the contents that were stored, before compression", MeterKey.ENTITY),

	/**
	 * How many times shorter an object is than its content. Content that does not shrink
	 * is stored as it is, and is not in here.
	 */
	UPLOAD_RATIO("s3backed.upload.ratio", Meter.Type.DISTRIBUTION_SUMMARY, null,
			"How many times shorter compressed objects are than their contents", MeterKey.ENTITY, MeterKey.COMPRESSION),

	/**
	 * How many bytes S3 has sent of each object that was read.
	 */
	DOWNLOAD_STORED("s3backed.download.stored", Meter.Type.DISTRIBUTION_SUMMARY, BaseUnits.BYTES,
			"Bytes of objects that were read", MeterKey.ENTITY),

	/**
	 * How much content was read of each object, after decompression.
	 */
	DOWNLOAD_SIZE("s3backed.download.size", Meter.Type.DISTRIBUTION_SUMMARY, BaseUnits.BYTES,
			"Bytes of contents that were read, after decompression", MeterKey.ENTITY),

	/**
	 * Contents that are on their way to S3 or from it now.
	 */
	IN_FLIGHT("s3backed.in.flight", Meter.Type.GAUGE, BaseUnits.BYTES, "Contents on their way to S3 or from it"),

	/**
	 * How often another writer was faster.
	 */
	CONFLICTS("s3backed.conflicts", Meter.Type.COUNTER, "conflicts", "How often another writer was faster",
			MeterKey.ENTITY),

	/**
	 * How often a read started over, or a write began anew.
	 */
	RESTARTS("s3backed.restarts", Meter.Type.COUNTER, "restarts", "Reads that started over, writes that began anew",
			MeterKey.ENTITY, MeterKey.KIND),

	/**
	 * Writes that were applied or were not, which their callers were told.
	 */
	UNKNOWN_OUTCOMES("s3backed.unknown.outcomes", Meter.Type.COUNTER, "outcomes", "Writes whose outcome is unknown",
			MeterKey.ENTITY),

	/**
	 * How often an item was found to point to an object that is missing.
	 */
	DANGLING_POINTERS("s3backed.dangling.pointers", Meter.Type.COUNTER, "pointers",
			"Pointers found to objects that are missing", MeterKey.ENTITY),

	/**
	 * Objects that a write or delete could not remove, and left to the sweep.
	 */
	CLEANUP_FAILED("s3backed.cleanup.failed", Meter.Type.COUNTER, BaseUnits.OBJECTS,
			"Objects that could not be removed and are left to the sweep", MeterKey.TABLE),

	/**
	 * How long sweeps took, and how they ended.
	 */
	SWEEP("s3backed.sweep", Meter.Type.TIMER, null, "Sweeps", MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER,
			MeterKey.MODE, MeterKey.OUTCOME),

	/**
	 * When a sweep came to its end for the last time, in seconds since 1970.
	 */
	SWEEP_LAST_SUCCESS("s3backed.sweep.last.success", Meter.Type.GAUGE, "seconds", "When a sweep last came to its end",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER, MeterKey.MODE),

	/**
	 * How many objects the last sweep looked at that did not fail.
	 */
	SWEEP_LISTED("s3backed.sweep.listed", Meter.Type.GAUGE, BaseUnits.OBJECTS, "Objects that the last sweep looked at",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * How many of them it kept: those that are not garbage, or could not be judged.
	 */
	SWEEP_KEPT("s3backed.sweep.kept", Meter.Type.GAUGE, BaseUnits.OBJECTS, "Objects that the last sweep kept",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * How many of them were garbage, whether it was removed or not.
	 */
	SWEEP_GARBAGE("s3backed.sweep.garbage", Meter.Type.GAUGE, BaseUnits.OBJECTS, "Garbage that the last sweep found",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * Objects that sweeps have removed.
	 */
	SWEEP_REMOVED("s3backed.sweep.removed", Meter.Type.COUNTER, BaseUnits.OBJECTS, "Objects that sweeps have removed",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * The length of the objects that sweeps have removed.
	 */
	SWEEP_FREED("s3backed.sweep.freed", Meter.Type.COUNTER, BaseUnits.BYTES, "Bytes that sweeps have removed",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * Garbage that sweeps could not remove.
	 */
	SWEEP_FAILED("s3backed.sweep.failed", Meter.Type.COUNTER, BaseUnits.OBJECTS, "Objects that sweeps could not remove",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER),

	/**
	 * Multipart uploads that sweeps have aborted.
	 */
	SWEEP_ABORTED("s3backed.sweep.aborted", Meter.Type.COUNTER, "uploads", "Multipart uploads that sweeps have aborted",
			MeterKey.TABLE, MeterKey.PLACE, MeterKey.WORKER);

	private final String name;

	private final Meter.Type type;

	private final @Nullable String baseUnit;

	private final String description;

	private final KeyName[] keyNames;

	S3BackedMeter(String name, Meter.Type type, @Nullable String baseUnit, String description, KeyName... keyNames) {
		this.name = name;
		this.type = type;
		this.baseUnit = baseUnit;
		this.description = description;
		this.keyNames = keyNames;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	/**
	 * Returns what is measured or counted.
	 * @return the unit, or {@code null} for a ratio, and for a time, whose unit is the
	 * registry's
	 */
	@Override
	public @Nullable String getBaseUnit() {
		return this.baseUnit;
	}

	/**
	 * Returns the meter in a few words, as the registry gets it.
	 * @return the description
	 */
	public String getDescription() {
		return this.description;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keyNames.clone();
	}

	/**
	 * The keys of the meters.
	 */
	public enum MeterKey implements KeyName {

		/**
		 * The simple name of the entity class.
		 */
		ENTITY("entity"),

		/**
		 * {@code gzip} or {@code zstd}.
		 */
		COMPRESSION("compression"),

		/**
		 * {@code read} or {@code write}.
		 */
		KIND("kind"),

		/**
		 * The name of the table, without the rest of its ARN.
		 */
		TABLE("table"),

		/**
		 * Where the table's objects are that were swept, as {@code s3://bucket/prefix}.
		 */
		PLACE("place"),

		/**
		 * Which of the workers that share the table, from 0.
		 */
		WORKER("worker"),

		/**
		 * {@code report} or {@code delete}.
		 */
		MODE("mode"),

		/**
		 * {@code complete}, {@code stopped} or {@code failed}.
		 */
		OUTCOME("outcome");

		private final String key;

		MeterKey(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
