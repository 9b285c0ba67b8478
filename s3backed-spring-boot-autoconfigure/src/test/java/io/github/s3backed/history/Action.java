package io.github.s3backed.history;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks of one key.
 *
 * @param kind what is to be done
 * @param value what is to be written, which no other action of the key writes, or
 * {@code null} if nothing is
 * @param versioned whether it depends on a version
 * @param version the version that it expects; {@code null} is the version of no item
 */
public record Action(Kind kind, @Nullable Object value, boolean versioned, @Nullable Long version) {

	public static Action of(Kind kind) {
		return new Action(kind, null, false, null);
	}

	public static Action write(Kind kind, Object value) {
		return new Action(kind, value, false, null);
	}

	/**
	 * Returns this for an item of the expected version only. A write makes the next one.
	 */
	public Action expecting(@Nullable Long version) {
		return new Action(this.kind, this.value, true, version);
	}

	@Override
	public String toString() {
		return this.kind + ((this.value != null) ? " " + this.value : "")
				+ (this.versioned ? " expecting " + ((this.version != null) ? "version " + this.version : "none") : "");
	}

	/**
	 * What can be done.
	 */
	public enum Kind {

		SAVE, INSERT, UPDATE, DELETE, DELETE_BY_KEY, READ, EXISTS

	}

}
