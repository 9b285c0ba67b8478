package io.github.s3backed.sweep;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a sweep finds and does.
 */
final class Tally {

	private final String table;

	private SweepScope scope;

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

	private long notRemoved;

	private @Nullable String position;

	private @Nullable String last;

	private @Nullable Instant asOf;

	Tally(String table, SweepScope scope) {
		this.table = table;
		this.scope = scope;
	}

	/**
	 * Notes what the table is.
	 */
	void tableId(@Nullable String tableId) {
		this.scope = new SweepScope(tableId, this.scope.bucket(), this.scope.prefix(), this.scope.worker(),
				this.scope.workers(), this.scope.whole(), null);
	}

	SweepScope scope() {
		return this.scope;
	}

	/**
	 * Notes S3's time, of which the first one counts.
	 */
	void date(Instant date) {
		this.asOf = (this.asOf != null) ? this.asOf : date;
	}

	/**
	 * Returns the time as of which an object is judged that was listed at another.
	 */
	Instant asOf(Instant date) {
		return (this.asOf != null && this.asOf.isBefore(date)) ? this.asOf : date;
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

	void notRemoved() {
		this.notRemoved++;
		note("the object could not be removed");
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
	 * Notes the last object that was judged.
	 */
	void last(String key) {
		this.last = key;
	}

	void positionAtLast() {
		this.position = this.last;
	}

	long garbage() {
		return this.garbage;
	}

	/**
	 * Returns how much garbage could not be removed.
	 */
	long failed() {
		return this.notRemoved;
	}

	SweepReport report(@Nullable String stopped) {
		return new SweepReport(this.table, this.objects, this.alive, this.young, this.garbage, this.garbageBytes,
				this.deleted, this.deletedBytes, Map.copyOf(this.undecidable), this.abortedUploads,
				Map.copyOf(this.requests), this.position, stopped,
				new SweepScope(this.scope.tableId(), this.scope.bucket(), this.scope.prefix(), this.scope.worker(),
						this.scope.workers(), this.scope.whole(), this.asOf));
	}

}
