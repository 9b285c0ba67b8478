package io.github.s3backed.commit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.OwnerMetadata;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.store.ItemChange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Where objects of an item may be: new ones in the configured bucket under the prefix and
 * the table's name; old ones also in the further places that are read from.
 */
public final class Locations {

	private final String bucket;

	private final ObjectKeyFormat format;

	private final List<Place> readable;

	private record Place(String bucket, ObjectKeyFormat format) {
	}

	public Locations(S3BackedSettings settings) {
		this.bucket = settings.storage().bucket();
		this.format = new ObjectKeyFormat(settings.storage().prefix());
		this.readable = settings.storage()
			.readLocations()
			.stream()
			.map((uri) -> ObjectLocation.parse(uri.endsWith("/") ? uri : uri + "/"))
			.map((location) -> new Place(location.bucket(), new ObjectKeyFormat(location.key())))
			.toList();
	}

	/**
	 * Chooses where to put an attribute's object.
	 */
	ObjectLocation newLocation(ItemId owner, Content content, Token token) {
		return new ObjectLocation(this.bucket,
				this.format.format(owner.table(), owner.key(), content.attribute().name(), token, content.readable()));
	}

	/**
	 * Returns the user metadata of a new object.
	 */
	Map<String, String> metadata(ObjectLocation location, PrimaryKey owner) {
		return OwnerMetadata.of(location.key(), this.format, owner);
	}

	/**
	 * Tells whether an object is one that this application may have stored for an item.
	 */
	boolean isOwn(ObjectLocation location, ItemId owner) {
		return location.bucket().equals(this.bucket) && this.format.isOf(location.key(), owner.table(), owner.key());
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
	 * Refuses a pointer that leads out of the places where the item's objects may be.
	 */
	void requireReadable(String attribute, ObjectLocation location, ItemId owner) {
		if (!isReadable(location, owner)) {
			throw new ForeignPointerException("Attribute '" + attribute + "' of " + owner + " points to " + location
					+ ", which is outside of s3backed.bucket and s3backed.prefix or belongs to another item. If the"
					+ " data was moved there on purpose, add its place to s3backed.read-locations.");
		}
	}

	/**
	 * Returns the pointers of an item to objects that this application stored for it,
	 * whether or not the entity class still has the attributes.
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
		return isMeant
				? Optional.of(item.pointer(attribute, value)).filter((pointer) -> isOwn(pointer.location(), item.id()))
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
