package io.github.s3backed.sweep;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a sweep has found and done so far.
 *
 * @param table the table's name
 * @param objects how many objects were judged
 * @param alive those that an item points to
 * @param young those that no item points to, and that are too young to be garbage or are
 * kept for a while
 * @param garbage those that no item points to
 * @param garbageBytes the length of the garbage, in bytes
 * @param deleted how much of the garbage was removed
 * @param deletedBytes the length of what was removed, in bytes
 * @param undecidable how many objects could not be judged, and were kept, or could not be
 * removed, by reason; multipart uploads too where they could not be listed
 * @param abortedUploads how many multipart uploads were aborted
 * @param requests how many requests were sent, by operation
 * @param position the key of the last object before which all garbage was asked to be
 * removed, or was only reported by a dry run, or {@code null} if there is none yet: a
 * sweep that removes counts first
 * @param stopped why the sweep stopped before its end, or a sweep that removes would;
 * {@code null} if it did not. One of several workers cannot tell: whether too much is
 * garbage shows in the reports of all
 * @param scope what was looked at, or {@code null} if that is not known
 */
public record SweepReport(String table, long objects, long alive, long young, long garbage, long garbageBytes,
		long deleted, long deletedBytes, Map<String, Long> undecidable, long abortedUploads, Map<String, Long> requests,
		@Nullable String position, @Nullable String stopped, @Nullable SweepScope scope) {

	/**
	 * Creates a report that does not tell what was looked at.
	 */
	public SweepReport(String table, long objects, long alive, long young, long garbage, long garbageBytes,
			long deleted, long deletedBytes, Map<String, Long> undecidable, long abortedUploads,
			Map<String, Long> requests, @Nullable String position, @Nullable String stopped) {
		this(table, objects, alive, young, garbage, garbageBytes, deleted, deletedBytes, undecidable, abortedUploads,
				requests, position, stopped, null);
	}

	/**
	 * Tells whether the sweep has come to its end, and one that removes would.
	 * @return whether it was not stopped
	 */
	public boolean isComplete() {
		return this.stopped == null;
	}

	/**
	 * Returns how many objects were kept.
	 * @return the number of those alive, young or undecidable
	 */
	public long kept() {
		return this.objects - this.garbage;
	}

}
