package io.github.s3backed.content;

import java.util.HexFormat;

import io.github.s3backed.StoredAttribute;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;

/**
 * A content that is stored, as a read has found it.
 *
 * @param item the item that pointed to it
 * @param entityType the class of the entity that it was read with
 * @param attribute the attribute that pointed to it
 * @param pointer the pointer
 * @param key what the object's key tells
 * @param contents reads it
 */
public record StoredObject(ItemId item, Class<?> entityType, String attribute, Pointer pointer, ObjectKey key,
		ObjectContents contents) implements ContentSource {

	public ObjectLocation location() {
		return this.pointer.location();
	}

	/**
	 * Describes the content as the application may know it.
	 * @return the description
	 */
	public StoredAttribute toAttribute() {
		return describe(this.attribute, this.pointer);
	}

	/**
	 * Describes a content as the application may know it.
	 * @param attribute the name of its attribute
	 * @param pointer the pointer to it
	 * @return the description
	 */
	public static StoredAttribute describe(String attribute, Pointer pointer) {
		return new StoredAttribute(attribute, pointer.location().uri(), pointer.size(), pointer.stored(),
				HexFormat.of().formatHex(pointer.sha256().asByteArrayUnsafe()), pointer.compression(),
				pointer.contentType());
	}

	@Override
	public String toString() {
		return this.pointer.location() + ", " + this.pointer.size() + " bytes of " + this.pointer.contentType();
	}

}
