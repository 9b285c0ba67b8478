package io.github.s3backed.observation;

import io.github.s3backed.Compression;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs what other metrics throw: a write that was applied must not fail for that, and an
 * error must not be hidden by another one.
 */
final class QuietMetrics implements S3BackedMetrics {

	private final Log logger = LogFactory.getLog(QuietMetrics.class);

	private final S3BackedMetrics metrics;

	QuietMetrics(S3BackedMetrics metrics) {
		this.metrics = metrics;
	}

	@Override
	public void uploaded(Class<?> entity, long size, long stored, Compression compression) {
		quietly(() -> this.metrics.uploaded(entity, size, stored, compression));
	}

	@Override
	public void downloaded(Class<?> entity, long size, long stored) {
		quietly(() -> this.metrics.downloaded(entity, size, stored));
	}

	@Override
	public void bytesInFlight(long change) {
		quietly(() -> this.metrics.bytesInFlight(change));
	}

	@Override
	public void conflict(Class<?> entity) {
		quietly(() -> this.metrics.conflict(entity));
	}

	@Override
	public void writeRestarted(Class<?> entity) {
		quietly(() -> this.metrics.writeRestarted(entity));
	}

	@Override
	public void readRestarted(Class<?> entity) {
		quietly(() -> this.metrics.readRestarted(entity));
	}

	@Override
	public void outcomeUnknown(Class<?> entity) {
		quietly(() -> this.metrics.outcomeUnknown(entity));
	}

	@Override
	public void danglingPointer(Class<?> entity) {
		quietly(() -> this.metrics.danglingPointer(entity));
	}

	@Override
	public void cleanUpFailed(String table, int objects) {
		quietly(() -> this.metrics.cleanUpFailed(table, objects));
	}

	@Override
	public void swept(SweepFigures figures) {
		quietly(() -> this.metrics.swept(figures));
	}

	private void quietly(Runnable call) {
		try {
			call.run();
		}
		catch (RuntimeException | Error ex) {
			this.logger.warn("Something could not be counted", ex);
		}
	}

}
