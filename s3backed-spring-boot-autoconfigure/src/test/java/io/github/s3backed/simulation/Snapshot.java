package io.github.s3backed.simulation;

import java.time.Duration;

/**
 * A state of the services to begin runs from.
 *
 * @param items the items
 * @param objects the objects
 * @param elapsed the time
 */
record Snapshot(ItemStore items, ObjectStore objects, Duration elapsed) {

	static Snapshot empty() {
		Runnable nothing = () -> {
		};
		return new Snapshot(new ItemStore(nothing), new ObjectStore(nothing), Duration.ZERO);
	}

}
