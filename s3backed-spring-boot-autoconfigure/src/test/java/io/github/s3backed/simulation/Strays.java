package io.github.s3backed.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Objects beside those of the items, of which nobody can say whose they are.
 */
final class Strays {

	private static final String TOKEN = "019b76da-a800-7000-8000-000000000000";

	private static final String NOTES = ItemStore.TABLE + "/notes.txt";

	private Strays() {
	}

	/**
	 * Puts one of another form, and an upload of such a one, one whose owner has a number
	 * for a key, and one whose owner has an empty key.
	 */
	static void put(ObjectStore store, Instant now) {
		ObjectKeyFormat format = new ObjectKeyFormat("");
		Token token = new Token(UUID.fromString(TOKEN));
		AttributeValue sort = AttributeValue.fromS(ItemKey.FIRST.sort());
		PrimaryKey number = new PrimaryKey(AttributeValue.fromN("5"), sort);
		PrimaryKey empty = new PrimaryKey(AttributeValue.fromS(""), sort);
		ObjectStore.StoredObject object = new ObjectStore.StoredObject(new byte[0], Map.of(), null, null, now);
		List.of(NOTES, format.format(ItemStore.TABLE, number, "html", token, null),
				format.format(ItemStore.TABLE, empty, "html", token, null))
			.forEach((key) -> store.put(key, object, key));
		store.uploads().begin(NOTES, object, NOTES);
	}

	/**
	 * Tells whether an object is of no item that there can be.
	 */
	static boolean contain(String key) {
		return !ItemKey.FIRST.owns(key) && !ItemKey.SECOND.owns(key);
	}

}
