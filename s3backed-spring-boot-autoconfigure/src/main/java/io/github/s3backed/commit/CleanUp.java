package io.github.s3backed.commit;

import java.util.Collection;
import java.util.List;

import io.github.s3backed.event.CleanUpFailedEvent;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.TableName;
import io.github.s3backed.runtime.Interrupts;
import io.github.s3backed.store.MultipartUploads;
import io.github.s3backed.store.MultipartUploads.OpenUpload;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Removes objects that no item points to. Whatever goes wrong here is published and left
 * to the sweep; it never decides what the caller of a write is told.
 */
final class CleanUp {

	private final Log logger = LogFactory.getLog(CleanUp.class);

	private final ObjectStore objects;

	private final MultipartUploads multipart;

	private final EventPublisher events;

	private final S3BackedMetrics metrics;

	CleanUp(ObjectStore objects, MultipartUploads multipart, EventPublisher events, S3BackedMetrics metrics) {
		this.objects = objects;
		this.multipart = multipart;
		this.events = events;
		this.metrics = metrics;
	}

	/**
	 * Removes objects, also when the thread is interrupted.
	 * @return those that could not be removed
	 */
	List<DeleteFailure> remove(String table, Collection<ObjectLocation> locations) {
		if (locations.isEmpty()) {
			return List.of();
		}
		List<DeleteFailure> failures = Interrupts.deferred(() -> tryRemove(locations));
		if (!failures.isEmpty()) {
			Exception cause = failures.get(0).cause();
			this.logger.warn(failures.size() + " of " + locations.size() + " objects of table '" + table
					+ "' that nothing points to could not be removed and are left to the sweep", cause);
			this.metrics.cleanUpFailed(TableName.of(table).plain(), failures.size());
			this.events.publish(new CleanUpFailedEvent(table,
					failures.stream().map((failure) -> failure.location().uri()).toList(), cause));
		}
		return failures;
	}

	/**
	 * Even an error must not stand in for the outcome of the write.
	 */
	private List<DeleteFailure> tryRemove(Collection<ObjectLocation> locations) {
		try {
			return this.objects.delete(locations);
		}
		catch (RuntimeException | Error ex) {
			Exception cause = exception("Removing objects failed", ex);
			return locations.stream().map((location) -> new DeleteFailure(location, cause)).toList();
		}
	}

	/**
	 * Removes what a write has uploaded that certainly failed.
	 */
	void undo(Write write, Throwable failure) {
		String table = write.change().id().table();
		Interrupts.deferred(() -> {
			write.open().forEach((upload) -> abort(table, upload, failure));
			return write;
		});
		remove(table, write.attempted()).stream()
			.map(DeleteFailure::cause)
			.distinct()
			.filter((cause) -> cause != failure)
			.forEach(failure::addSuppressed);
	}

	private void abort(String table, OpenUpload upload, Throwable failure) {
		try {
			this.multipart.abort(upload);
		}
		catch (RuntimeException | Error ex) {
			Exception cause = exception("Aborting a multipart upload failed", ex);
			this.logger.warn("The multipart upload of " + upload.location() + " of table '" + table
					+ "' could not be aborted and is left to the sweep", cause);
			this.metrics.cleanUpFailed(TableName.of(table).plain(), 1);
			this.events.publish(new CleanUpFailedEvent(table, List.of(upload.location().uri()), cause));
			failure.addSuppressed(cause);
		}
	}

	private static Exception exception(String what, Throwable failure) {
		return (failure instanceof Exception exception) ? exception
				: new IllegalStateException(what + ": " + failure, failure);
	}

}
