package io.github.s3backed.sweep;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a sweep finds and does.
 */
final class Tally {

	private static final String HINT = "; see the table's name and s3backed.prefix, and if they are right set"
			+ " s3backed.sweeper.max-garbage-share to 1";

	private final String table;

	private final Map<String, Long> undecidable = new TreeMap<>();

	private final Map<String, Long> requests = new TreeMap<>();

	private long objects;

	private long alive;

	private long young;

	private long garbage;

	private long garbageBytes;

	private long deleted;

	private long deletedBytes;

	private long abortedUploads;

	private @Nullable String position;

	Tally(String table) {
		this.table = table;
	}

	void alive() {
		this.objects++;
		this.alive++;
	}

	void young() {
		this.objects++;
		this.young++;
	}

	void undecidable(String reason) {
		this.objects++;
		note(reason);
	}

	/**
	 * Counts something that could not be done and is no object.
	 */
	void note(String reason) {
		this.undecidable.merge(reason, 1L, Long::sum);
	}

	void garbage(long size) {
		this.objects++;
		this.garbage++;
		this.garbageBytes += size;
	}

	/**
	 * Takes garbage back that turned out not to be at the second look.
	 */
	void spared(long size) {
		this.garbage--;
		this.garbageBytes -= size;
		this.young++;
	}

	void deleted(long size) {
		this.deleted++;
		this.deletedBytes += size;
	}

	void abortedUpload() {
		this.abortedUploads++;
	}

	void request(String operation) {
		this.requests.merge(operation, 1L, Long::sum);
	}

	void position(String key) {
		this.position = key;
	}

	/**
	 * Tells why nothing more should be removed: what looks like garbage may be the
	 * objects of another table.
	 */
	@Nullable String suspicion(double maxGarbageShare) {
		if (maxGarbageShare >= 1) {
			return null;
		}
		if (this.objects >= SweepOptions.MIN_OBJECTS && this.garbage > maxGarbageShare * this.objects) {
			return this.garbage + " of " + this.objects + " objects are garbage, the limit is a share of "
					+ maxGarbageShare + HINT;
		}
		if (this.alive == 0 && this.garbage >= SweepOptions.MIN_OBJECTS / 10) {
			return "none of " + this.objects + " objects belongs to an item" + HINT;
		}
		return null;
	}

	SweepReport report(@Nullable String stopped) {
		return new SweepReport(this.table, this.objects, this.alive, this.young, this.garbage, this.garbageBytes,
				this.deleted, this.deletedBytes, Map.copyOf(this.undecidable), this.abortedUploads,
				Map.copyOf(this.requests), this.position, stopped);
	}

}
