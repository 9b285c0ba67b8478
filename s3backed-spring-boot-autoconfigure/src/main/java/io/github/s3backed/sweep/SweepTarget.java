package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.s3backed.Place;
import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.TableKey;

/**
 * What is swept: the objects of one table in one place.
 *
 * @param entityType the class of its entities
 * @param table the table's name
 * @param tableKey its key
 * @param place where the objects are
 * @param others where else the table has objects
 * @param retention how long objects are kept after the write began that replaced them
 */
record SweepTarget(Class<?> entityType, String table, TableKey tableKey, Place place, List<Place> others,
		Duration retention) {

	String bucket() {
		return this.place.bucket();
	}

	/**
	 * Returns what the keys begin with, before the table's name.
	 */
	String prefix() {
		return this.place.prefix();
	}

	/**
	 * Reads the key of an object that an item points to, here or elsewhere. The bucket
	 * may have another name there.
	 */
	Optional<ObjectKey> parse(ObjectLocation location) {
		return parse(this.place, location).or(() -> this.others.stream()
			.filter((other) -> other.bucket().equals(location.bucket()))
			.flatMap((other) -> parse(other, location).stream())
			.findFirst());
	}

	private static Optional<ObjectKey> parse(Place place, ObjectLocation location) {
		return new ObjectKeyFormat(place.prefix()).parse(location.key());
	}

}
