package io.github.s3backed.history;

import org.jspecify.annotations.Nullable;

/**
 * What a register holds.
 *
 * @param value the value, or {@code null} for no item
 * @param version the version, if the item has one
 */
record State(@Nullable Object value, @Nullable Long version) {

	static final State ABSENT = new State(null, null);

	boolean present() {
		return this.value != null;
	}

	@Override
	public String toString() {
		return (this.value == null) ? "nothing" : this.value + ((this.version != null) ? " v" + this.version : "");
	}

}
