package io.github.s3backed.history;

import org.jspecify.annotations.Nullable;

/**
 * What a client was told.
 *
 * @param kind in general
 * @param value what was read
 * @param version the version that was read, if it tells
 */
public record Answer(Kind kind, @Nullable Object value, @Nullable Long version) {

	public static Answer of(Kind kind) {
		return new Answer(kind, null, null);
	}

	public static Answer found(Object value, @Nullable Long version) {
		return new Answer(Kind.FOUND, value, version);
	}

	@Override
	public String toString() {
		return this.kind + ((this.value != null) ? " " + this.value : "")
				+ ((this.version != null) ? " of version " + this.version : "");
	}

	/**
	 * What there is to be told.
	 */
	public enum Kind {

		/** It was done. */
		APPLIED,

		/** The value and perhaps the version that a read found. */
		FOUND,

		/** There was an item: to an insert, or to who asked just that. */
		PRESENT,

		/** There was no item: to an update, a read, or a delete by key. */
		ABSENT,

		/** There was another version. */
		CONFLICT,

		/** It was not done, for a reason that has nothing to do with the item. */
		REFUSED,

		/** It may have been done, or be done later, or never. */
		UNKNOWN

	}

}
