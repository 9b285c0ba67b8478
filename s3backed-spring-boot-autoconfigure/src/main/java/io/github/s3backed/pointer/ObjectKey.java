package io.github.s3backed.pointer;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What an object's key tells: whose it is, and which write made it.
 *
 * @param table the table's name
 * @param owner the owner's segment of the key
 * @param attribute the attribute's name
 * @param token the write
 * @param readable the readable end, or {@code null} if there is none
 */
public record ObjectKey(String table, Owner owner, String attribute, Token token, @Nullable String readable) {

	/**
	 * Tells whether an object belongs to an item of a table.
	 * @param name the table's name or ARN
	 * @return whether it does
	 */
	public boolean isOfTable(String name) {
		return TableName.of(this.table).plain().equals(TableName.of(name).plain());
	}

	/**
	 * The item that an object belongs to, as it stands in the object's key.
	 *
	 * @param segment the encoded primary key, or its hash
	 */
	public record Owner(String segment) {

		static final String HASHED = "H.";

		/**
		 * Tells whether this is the owner's hash, so that the key has to be taken from
		 * the object's metadata.
		 * @return whether it is
		 */
		public boolean isHashed() {
			return this.segment.startsWith(HASHED);
		}

		/**
		 * Returns the hash of the item's encoded primary key.
		 * @return lower-case hex digits
		 */
		String hash() {
			return isHashed() ? this.segment.substring(HASHED.length()) : Sha256.hex(this.segment);
		}

		/**
		 * Tells whether an item is this owner.
		 * @param key the item's primary key
		 * @return whether it is
		 */
		public boolean is(PrimaryKey key) {
			String encoded = key.encode();
			return this.segment.equals(encoded) || this.segment.equals(HASHED + Sha256.hex(encoded));
		}

		/**
		 * Returns the item's primary key.
		 * @return the key; empty if the owner is hashed
		 * @throws IllegalArgumentException if it cannot be read
		 */
		public Optional<PrimaryKey> primaryKey() {
			return isHashed() ? Optional.empty() : Optional.of(PrimaryKey.decode(this.segment));
		}

	}

}
