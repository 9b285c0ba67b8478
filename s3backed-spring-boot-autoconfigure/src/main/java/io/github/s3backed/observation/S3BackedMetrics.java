package io.github.s3backed.observation;

import io.github.s3backed.Compression;

/**
 * Is told what happens, to count it. A bean of this type takes the place of the one that
 * feeds Micrometer's meters, see {@link S3BackedMeter}.
 * <p>
 * Calls come from many threads, between the requests of a write or read, and should take
 * no time to speak of. What one of them throws is logged, and changes nothing of what the
 * caller of the write or read is told.
 */
public interface S3BackedMetrics {

	/**
	 * Counts nothing.
	 */
	S3BackedMetrics NONE = new S3BackedMetrics() {
	};

	/**
	 * Is told that an object is in S3, also if its write fails later.
	 * @param entity the class of the entity
	 * @param size the length of the content in bytes, before compression
	 * @param stored the length of the object in bytes
	 * @param compression how the object is compressed
	 */
	default void uploaded(Class<?> entity, long size, long stored, Compression compression) {
	}

	/**
	 * Is told that an object was read.
	 * @param entity the class of the entity
	 * @param size how many bytes of content were read, after decompression
	 * @param stored how many bytes S3 has sent for them
	 */
	default void downloaded(Class<?> entity, long size, long stored) {
	}

	/**
	 * Is told that contents are on their way to S3 or from it, or are so no more.
	 * @param change how many bytes more there are than before; negative for less
	 */
	default void bytesInFlight(long change) {
	}

	/**
	 * Is told that another writer was faster: at the commit, or before it by the version
	 * that is stored. The write starts over, or its caller is told.
	 * @param entity the class of the entity
	 */
	default void conflict(Class<?> entity) {
	}

	/**
	 * Is told that a write begins anew: after a conflict, or because its token had the
	 * time of a clock that is wrong.
	 * @param entity the class of the entity
	 */
	default void writeRestarted(Class<?> entity) {
	}

	/**
	 * Is told that a read starts over because the item has changed under it.
	 * @param entity the class of the entity
	 */
	default void readRestarted(Class<?> entity) {
	}

	/**
	 * Is told that a caller gets a
	 * {@link io.github.s3backed.WriteOutcomeUnknownException}.
	 * @param entity the class of the entity
	 */
	default void outcomeUnknown(Class<?> entity) {
	}

	/**
	 * Is told that an item points to an object that is missing.
	 * @param entity the class of the entity
	 */
	default void danglingPointer(Class<?> entity) {
	}

	/**
	 * Is told that objects which nothing points to could not be removed, and are left to
	 * the sweep.
	 * @param table the table's name
	 * @param objects how many they are
	 */
	default void cleanUpFailed(String table, int objects) {
	}

	/**
	 * Is told that a sweep has ended.
	 * @param figures what it has found and done
	 */
	default void swept(SweepFigures figures) {
	}

	/**
	 * Returns metrics that log what the given ones throw.
	 * @param metrics the metrics
	 * @return metrics that never throw
	 */
	static S3BackedMetrics quiet(S3BackedMetrics metrics) {
		return (metrics == NONE || metrics instanceof QuietMetrics) ? metrics : new QuietMetrics(metrics);
	}

}
