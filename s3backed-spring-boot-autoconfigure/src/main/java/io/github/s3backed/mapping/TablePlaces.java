package io.github.s3backed.mapping;

import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.Place;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;

/**
 * Where the objects of a table's items are.
 *
 * @param table the table's name alone
 * @param current where new ones are put
 * @param former where old ones may be from before; they are as much the table's own
 */
public record TablePlaces(String table, Place current, List<Place> former) {

	/**
	 * Returns every place, the current one first.
	 * @return the places
	 */
	public List<Place> all() {
		return Stream.concat(Stream.of(this.current), this.former.stream()).toList();
	}

	/**
	 * Tells whether objects of this table in one of its places, or what its sweeps leave
	 * there, would be listed together with those in another place.
	 */
	boolean surround(Place inner) {
		return all().stream().anyMatch((outer) -> surrounds(outer, inner));
	}

	private boolean surrounds(Place outer, Place inner) {
		ObjectKeyFormat format = new ObjectKeyFormat(outer.prefix());
		return outer.bucket().equals(inner.bucket()) && (inner.prefix().startsWith(format.tablePrefix(this.table))
				|| inner.prefix().startsWith(format.sweepPrefix(this.table)));
	}

	/**
	 * Tells whether an object is one that was stored for an item, in whichever place.
	 * @param location where the object is
	 * @param owner the item's primary key
	 * @return whether its key names the item
	 */
	public boolean hold(ObjectLocation location, PrimaryKey owner) {
		return all().stream().anyMatch((place) -> holds(place, location, owner));
	}

	/**
	 * Tells whether an object that was stored for an item is where new ones are put.
	 * @param location where the object is
	 * @param owner the item's primary key
	 * @return whether it need not be moved
	 */
	public boolean isCurrent(ObjectLocation location, PrimaryKey owner) {
		return holds(this.current, location, owner);
	}

	private boolean holds(Place place, ObjectLocation location, PrimaryKey owner) {
		return location.bucket().equals(place.bucket())
				&& new ObjectKeyFormat(place.prefix()).isOf(location.key(), this.table, owner);
	}

}
