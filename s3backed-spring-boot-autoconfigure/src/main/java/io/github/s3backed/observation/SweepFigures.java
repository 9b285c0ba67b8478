package io.github.s3backed.observation;

import java.time.Duration;

/**
 * What a sweep has found and done.
 *
 * @param table the table's name
 * @param place where its objects were looked at, as {@code s3://bucket/prefix}
 * @param worker which of the workers that share the table this was, from 0
 * @param delete whether garbage was to be removed, or only reported
 * @param outcome how it ended
 * @param listed how many objects were looked at
 * @param kept those that are not garbage, or could not be judged
 * @param garbage those that no item points to
 * @param removed how many of these were removed
 * @param removedBytes the length of what was removed, in bytes
 * @param failed how many of these could not be removed
 * @param abortedUploads how many multipart uploads were aborted
 * @param duration how long it took
 */
public record SweepFigures(String table, String place, int worker, boolean delete, Outcome outcome, long listed,
		long kept, long garbage, long removed, long removedBytes, long failed, long abortedUploads, Duration duration) {

	/**
	 * How a sweep ended.
	 */
	public enum Outcome {

		/**
		 * It has come to its end.
		 */
		COMPLETE,

		/**
		 * It was stopped, or one that removes would be, because something is suspicious.
		 */
		STOPPED,

		/**
		 * A service refused a request or did not answer, or anything else went wrong.
		 */
		FAILED

	}

}
