package io.github.s3backed.simulation;

import java.util.Map;
import java.util.Objects;
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
		String key = key(item);
		world.objects().put(key, object(world), key);
	}

	/**
	 * Leaves an upload open that has a part.
	 */
	static void putUpload(World world, ItemKey item) {
		UploadStore uploads = world.objects().uploads();
		String key = key(item);
		String id = uploads.begin(key, object(world), key);
		Objects.requireNonNull(uploads.open(key, id)).add(new UploadStore.Part(1, new byte[1], world.time().instant()));
	}

	private static String key(ItemKey item) {
		PrimaryKey owner = new PrimaryKey(AttributeValue.fromS(ItemKey.PARTITION), AttributeValue.fromS(item.sort()));
		return new ObjectKeyFormat("").format(ItemStore.TABLE, owner, "html", TOKEN, null);
	}

	private static ObjectStore.StoredObject object(World world) {
		return new ObjectStore.StoredObject(new byte[1], Map.of(), null, null, world.time().instant());
	}

}
