package io.github.s3backed.crash;

import java.util.function.Supplier;

/**
 * With or without a version, as an entry's id tells by its first letter.
 */
enum EntryType {

	PLAIN("p", PlainEntry.class, PlainEntry::new),

	VERSIONED("v", VersionedEntry.class, VersionedEntry::new);

	private final String letter;

	private final Class<? extends Entry> entryClass;

	private final Supplier<? extends Entry> factory;

	<E extends Entry> EntryType(String letter, Class<E> entryClass, Supplier<E> factory) {
		this.letter = letter;
		this.entryClass = entryClass;
		this.factory = factory;
	}

	static EntryType of(String id) {
		return id.startsWith(VERSIONED.letter) ? VERSIONED : PLAIN;
	}

	String id(String name) {
		return this.letter + "-" + name;
	}

	Class<? extends Entry> entryClass() {
		return this.entryClass;
	}

	Entry newEntry() {
		return this.factory.get();
	}

}
