package io.github.s3backed.commit;

import java.util.Collection;
import java.util.List;

import io.github.s3backed.event.CleanUpFailedEvent;
import io.github.s3backed.event.EventPublisher;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectStore.DeleteFailure;

/**
 * Removes objects that no item points to. Whatever goes wrong here is published and left
 * to the sweep; it never decides what the caller of a write is told.
 */
final class CleanUp {

	private final ObjectStore objects;

	private final EventPublisher events;

	CleanUp(ObjectStore objects, EventPublisher events) {
		this.objects = objects;
		this.events = events;
	}

	/**
	 * Removes objects, also when the thread is interrupted.
	 * @return those that could not be removed
	 */
	List<DeleteFailure> remove(String table, Collection<ObjectLocation> locations) {
		if (locations.isEmpty()) {
			return List.of();
		}
		List<DeleteFailure> failures = Interrupts.deferred(() -> this.objects.delete(locations));
		if (!failures.isEmpty()) {
			this.events.publish(new CleanUpFailedEvent(table,
					failures.stream().map((failure) -> failure.location().uri()).toList(), failures.get(0).cause()));
		}
		return failures;
	}

	/**
	 * Removes what a write has uploaded that certainly failed.
	 */
	void undo(String table, Collection<ObjectLocation> attempted, Throwable failure) {
		remove(table, attempted).stream()
			.map(DeleteFailure::cause)
			.distinct()
			.filter((cause) -> cause != failure)
			.forEach(failure::addSuppressed);
	}

}
