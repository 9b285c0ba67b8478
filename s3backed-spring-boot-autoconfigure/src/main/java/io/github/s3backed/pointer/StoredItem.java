package io.github.s3backed.pointer;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.s3backed.CorruptObjectException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB holds, or held, under a primary key: an item with all its attributes or
 * those that were asked for, or nothing.
 */
public final class StoredItem {

	private final ItemId id;

	private final Map<String, AttributeValue> attributes;

	private @Nullable Optional<WriteRecord> writeRecord;

	/**
	 * Creates the item.
	 * @param id which item it is
	 * @param attributes its attributes; none if there is no item, which would have its
	 * key at least
	 */
	public StoredItem(ItemId id, Map<String, AttributeValue> attributes) {
		this.id = id;
		this.attributes = attributes;
	}

	/**
	 * Says that there is no item.
	 * @param id which item it would be
	 * @return the absent item
	 */
	public static StoredItem absent(ItemId id) {
		return new StoredItem(id, Map.of());
	}

	public ItemId id() {
		return this.id;
	}

	public Map<String, AttributeValue> attributes() {
		return this.attributes;
	}

	/**
	 * Tells whether there is an item.
	 * @return whether it has any attribute
	 */
	public boolean exists() {
		return !this.attributes.isEmpty();
	}

	/**
	 * Returns the value of an attribute.
	 * @param name the attribute's name
	 * @return the value, or {@code null} if the item does not have it
	 */
	public @Nullable AttributeValue attribute(String name) {
		return this.attributes.get(name);
	}

	/**
	 * Returns which write the item comes from.
	 * @return the record; empty if another tool has written the item, or there is none
	 * @throws CorruptObjectException if the record cannot be read
	 */
	public Optional<WriteRecord> writeRecord() {
		Optional<WriteRecord> record = this.writeRecord;
		if (record == null) {
			try {
				record = WriteRecord.from(this.attributes);
			}
			catch (IllegalArgumentException ex) {
				throw new CorruptObjectException(
						"The write record of " + this.id + " cannot be read: " + ex.getMessage(), ex);
			}
			this.writeRecord = record;
		}
		return record;
	}

	/**
	 * Reads the pointer that an attribute holds.
	 * @param name the attribute's name
	 * @return the pointer; empty if the item does not have the attribute
	 * @throws CorruptObjectException if the attribute's value is no pointer that can be
	 * read
	 */
	public Optional<Pointer> pointer(String name) {
		return Optional.ofNullable(attribute(name)).map((value) -> pointer(name, value));
	}

	/**
	 * Reads a pointer that stands somewhere in the item.
	 * @param name the name of the attribute that it stands in
	 * @param value the pointer's value
	 * @return the pointer
	 * @throws CorruptObjectException if it cannot be read
	 */
	public Pointer pointer(String name, AttributeValue value) {
		try {
			return Pointer.from(value);
		}
		catch (IllegalArgumentException ex) {
			throw new CorruptObjectException(
					"The pointer in attribute '" + name + "' of " + this.id + " cannot be read: " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * Returns where whatever might be a pointer leads to, wherever it stands.
	 * @return the objects
	 */
	public Set<ObjectLocation> locations() {
		return Pointer.locations(this.attributes);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof StoredItem item && this.id.equals(item.id) && this.attributes.equals(item.attributes);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	/**
	 * Does not show the attributes: they are the application's.
	 */
	@Override
	public String toString() {
		return exists() ? this.id.toString() : "no " + this.id;
	}

}
