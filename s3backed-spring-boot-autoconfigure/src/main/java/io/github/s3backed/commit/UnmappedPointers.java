package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.s3backed.UnmappedPointerException;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the pointers of an item to objects of its own that stand where the entity class
 * has nothing S3-backed: the annotation was taken off, the attribute has another name, or
 * it is gone from the class. They are neither values nor garbage.
 */
final class UnmappedPointers {

	private final Locations locations;

	UnmappedPointers(Locations locations) {
		this.locations = locations;
	}

	/**
	 * Returns what the class may see of an item: without the pointers that it says are
	 * not wanted any more.
	 * @throws UnmappedPointerException if it would take a pointer for a value
	 */
	StoredItem readable(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		Map<String, AttributeValue> readable = new LinkedHashMap<>(item.attributes());
		item.attributes().forEach((name, value) -> {
			Optional<AttributeValue> pointer = mapping.isMapped(name) ? find(mapping, item.id(), name, value)
					: Optional.empty();
			if (pointer.isPresent() && !mapping.removedAttributes().contains(name)) {
				throw unreadable(mapping, item.id(), name, pointer.get());
			}
			if (pointer.isPresent()) {
				AttributeValue rest = strip(value, (nested) -> isPointer(item.id(), nested, nested == value));
				if (rest != null) {
					readable.put(name, rest);
				}
				else {
					readable.remove(name);
				}
			}
		});
		return new StoredItem(item.id(), readable);
	}

	/**
	 * Refuses a write that would drop a pointer without the word of the class.
	 */
	void requireKept(Put put, Predecessor predecessor) {
		Set<ObjectLocation> kept = Pointer.locations(put.encoded().item());
		predecessor.item().attributes().forEach((name, value) -> {
			if (!put.mapping().removedAttributes().contains(name)) {
				lost(put, name, value).filter((location) -> !kept.contains(location)).findFirst().ifPresent((it) -> {
					throw dropped(put, name, it);
				});
			}
		});
	}

	/**
	 * Nothing of the class's own is in an attribute that it does not map, so that there
	 * also what is left of a damaged pointer counts.
	 */
	private Stream<ObjectLocation> lost(Put put, String attribute, AttributeValue value) {
		boolean isMapped = put.mapping().isMapped(attribute);
		return candidates(put.mapping(), attribute, value)
			.filter((found) -> isPointer(put.id(), found, found == value) || (!isMapped && isReadable(put.id(), found)))
			.flatMap((found) -> Pointer.locationIn(found).stream());
	}

	private Optional<AttributeValue> find(S3BackedPersistentEntity<?> mapping, ItemId id, String attribute,
			AttributeValue value) {
		return candidates(mapping, attribute, value).filter((found) -> isPointer(id, found, found == value))
			.findFirst();
	}

	private static Stream<AttributeValue> candidates(S3BackedPersistentEntity<?> mapping, String attribute,
			AttributeValue value) {
		return (mapping.attributeNames().contains(attribute) || attribute.equals(WriteRecord.ATTRIBUTE))
				? Stream.empty() : Pointer.search(Map.of(attribute, value)).stream();
	}

	/**
	 * Documents of the application may have some fields of a pointer, and copies of
	 * pointers of other items inside. As an attribute itself, a whole pointer is nothing
	 * else, wherever it leads: the bucket or the table may have changed.
	 */
	private boolean isPointer(ItemId id, AttributeValue value, boolean isAttribute) {
		return (isAttribute && Pointer.isComplete(value)) || (Pointer.isPointer(value) && isReadable(id, value));
	}

	private boolean isReadable(ItemId id, AttributeValue value) {
		return Pointer.locationIn(value).filter((location) -> this.locations.isReadable(location, id)).isPresent();
	}

	private static @Nullable AttributeValue strip(AttributeValue value, Predicate<AttributeValue> isPointer) {
		if (isPointer.test(value)) {
			return null;
		}
		if (value.hasM()) {
			Map<String, AttributeValue> rest = new LinkedHashMap<>();
			value.m().forEach((name, nested) -> {
				AttributeValue stripped = strip(nested, isPointer);
				if (stripped != null) {
					rest.put(name, stripped);
				}
			});
			return AttributeValue.fromM(rest);
		}
		if (value.hasL()) {
			List<AttributeValue> rest = new ArrayList<>();
			value.l().forEach((nested) -> {
				AttributeValue stripped = strip(nested, isPointer);
				if (stripped != null) {
					rest.add(stripped);
				}
			});
			return AttributeValue.fromL(rest);
		}
		return value;
	}

	private static UnmappedPointerException unreadable(S3BackedPersistentEntity<?> mapping, ItemId id, String attribute,
			AttributeValue pointer) {
		return new UnmappedPointerException("Attribute '" + attribute + "' of " + id + " has its content in S3, and "
				+ mapping.type().getName() + " does not map it as @S3Backed: the pointer to "
				+ Pointer.locationIn(pointer).orElseThrow() + " is not the value." + waysOut(attribute), attribute);
	}

	private static UnmappedPointerException dropped(Put put, String attribute, ObjectLocation location) {
		return new UnmappedPointerException("The write would drop attribute '" + attribute + "' of " + put.id()
				+ ", which alone leads to the content in " + location + " and which " + put.mapping().type().getName()
				+ " does not map as @S3Backed; nothing was sent and nothing has changed." + waysOut(attribute),
				attribute);
	}

	private static String waysOut(String attribute) {
		return " Put @S3Backed (back) on a property whose attribute is '" + attribute
				+ "'; to keep the content elsewhere, copy it from there to another property, set the old one to null and"
				+ " save; to give it up, annotate the class with @S3BackedRemoved(\"" + attribute + "\")";
	}

}
