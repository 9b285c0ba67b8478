package io.github.s3backed.simulation;

import java.util.Map;
import java.util.UUID;

import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What writers that have crashed left in S3.
 */
final class Leftovers {

	private static final Token TOKEN = new Token(UUID.fromString("019b76da-a800-7000-8000-000000000001"));

	private Leftovers() {
	}

	/**
	 * Puts an object of an item that does not point to it.
	 */
	static void put(World world, ItemKey item) {
		PrimaryKey owner = new PrimaryKey(AttributeValue.fromS(ItemKey.PARTITION), AttributeValue.fromS(item.sort()));
		String key = new ObjectKeyFormat("").format(ItemStore.TABLE, owner, "html", TOKEN, null);
		world.objects()
			.put(key, new ObjectStore.StoredObject(new byte[1], Map.of(), null, null, world.time().instant()), key);
	}

}
