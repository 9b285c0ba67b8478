package io.github.s3backed.commit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.Place;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.OwnerMetadata;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.store.ItemChange;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where objects of an item may be: new ones in the place of its table; old ones also in
 * the place that it had before, and in further places that are read from.
 */
final class Locations {

	private final Places places;

	private final List<ReadLocation> readable;

	private record ReadLocation(String bucket, ObjectKeyFormat format) {
	}

	/**
	 * Creates the locations.
	 * @param places knows where the objects of a table are
	 * @param readLocations further places that are read from
	 */
	Locations(Places places, List<String> readLocations) {
		this.places = places;
		this.readable = readLocations.stream()
			.map((uri) -> ObjectLocation.parse(uri.endsWith("/") ? uri : uri + "/"))
			.map((location) -> new ReadLocation(location.bucket(), new ObjectKeyFormat(location.key())))
			.toList();
	}

	/**
	 * Chooses where to put an attribute's object.
	 */
	ObjectLocation newLocation(ItemId owner, Content content, Token token) {
		return newLocation(owner, content.name(), token, content.readable());
	}

	/**
	 * Chooses where to put an object.
	 */
	ObjectLocation newLocation(ItemId owner, String attribute, Token token, @Nullable String readable) {
		Place place = place(owner);
		return new ObjectLocation(place.bucket(),
				format(place).format(owner.table(), owner.key(), attribute, token, readable));
	}

	/**
	 * Tells whether an object is one that this application has had put there for an
	 * attribute of an item.
	 */
	boolean isOwn(ObjectLocation location, ItemId owner, String attribute) {
		return isOwn(location, owner) && keyOf(location, owner).attribute().equals(attribute);
	}

	/**
	 * Returns the user metadata of a new object.
	 */
	Map<String, String> metadata(ObjectLocation location, ItemId owner) {
		return OwnerMetadata.of(location.key(), format(place(owner)), owner.key());
	}

	private Place place(ItemId owner) {
		return this.places.ofTable(owner.table()).current();
	}

	private static ObjectKeyFormat format(Place place) {
		return new ObjectKeyFormat(place.prefix());
	}

	/**
	 * Tells whether an object is one that this application may have stored for an item.
	 */
	boolean isOwn(ObjectLocation location, ItemId owner) {
		return this.places.ofTable(owner.table()).hold(location, owner.key());
	}

	/**
	 * Tells whether an object may be read for an item: its own, or one of an item with
	 * its key in a further place that is read from.
	 */
	boolean isReadable(ObjectLocation location, ItemId owner) {
		return isOwn(location, owner) || this.readable.stream()
			.anyMatch((place) -> place.bucket().equals(location.bucket())
					&& place.format().parse(location.key()).filter((key) -> key.owner().is(owner.key())).isPresent());
	}

	/**
	 * Returns what the key tells of an object that may be read.
	 */
	ObjectKey keyOf(ObjectLocation location, ItemId owner) {
		return Stream
			.concat(this.places.ofTable(owner.table())
				.all()
				.stream()
				.map((place) -> new ReadLocation(place.bucket(), format(place))), this.readable.stream())
			.filter((place) -> place.bucket().equals(location.bucket()))
			.flatMap((place) -> place.format().parse(location.key()).stream())
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Refuses a pointer that leads out of the places where the item's objects may be.
	 */
	void requireReadable(String attribute, ObjectLocation location, ItemId owner) {
		if (!isReadable(location, owner)) {
			throw new ForeignPointerException("Attribute '" + attribute + "' of " + owner + " points to " + location
					+ ", which is outside of " + this.places.ofTable(owner.table()).all()
					+ " (s3backed.bucket and s3backed.prefix, or its entity's @S3BackedStorage and s3backed.entities)"
					+ " or belongs to another item. If the data was moved there on purpose, or another instance of the"
					+ " application puts it there already, add its place to s3backed.read-locations.");
		}
	}

	/**
	 * Returns the pointers of an item to objects that this application stored for it
	 * where it puts new ones, whether or not the entity class still has the attributes.
	 */
	Map<String, Pointer> ownPointers(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		Map<String, Pointer> pointers = new TreeMap<>();
		item.attributes()
			.forEach((name, value) -> ownPointer(mapping, item, name, value)
				.ifPresent((pointer) -> pointers.put(name, pointer)));
		return pointers;
	}

	/**
	 * Returns the pointer of one attribute.
	 * @return the pointer; empty if the attribute is none, or leads elsewhere
	 */
	private Optional<Pointer> ownPointer(S3BackedPersistentEntity<?> mapping, StoredItem item, String attribute,
			AttributeValue value) {
		boolean isMeant = mapping.attributeNames().contains(attribute) ? Pointer.resembles(value)
				: Pointer.isPointer(value)
						&& Pointer.locationIn(value).filter((it) -> isOwn(it, item.id())).isPresent();
		return isMeant ? Optional.of(item.pointer(attribute, value))
			.filter((pointer) -> this.places.ofTable(item.id().table()).isCurrent(pointer.location(), item.id().key()))
				: Optional.empty();
	}

	/**
	 * Returns the objects that this application stored for an item and that only its
	 * former state leads to, wherever in it.
	 */
	List<ObjectLocation> superseded(StoredItem before, ItemChange change) {
		Set<ObjectLocation> kept = (change.item() != null) ? Pointer.locations(change.item()) : Set.of();
		return before.locations()
			.stream()
			.filter((location) -> !kept.contains(location) && isOwn(location, before.id()))
			.toList();
	}

}
