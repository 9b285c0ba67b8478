package io.github.s3backed.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The objects of one bucket.
 */
final class ObjectStore {

	static final String BUCKET = "bucket";

	private final NavigableMap<String, StoredObject> objects;

	private final Map<String, Object> writers;

	private final Runnable afterRemoval;

	private @Nullable String reusedKey;

	ObjectStore(Runnable afterRemoval) {
		this.objects = new TreeMap<>();
		this.writers = new HashMap<>();
		this.afterRemoval = afterRemoval;
	}

	/**
	 * Creates a copy to go on from.
	 */
	ObjectStore(ObjectStore other, Runnable afterRemoval) {
		this.objects = new TreeMap<>(other.objects);
		this.writers = new HashMap<>(other.writers);
		this.afterRemoval = afterRemoval;
	}

	static String uri(String key) {
		return "s3://" + BUCKET + "/" + key;
	}

	NavigableMap<String, StoredObject> all() {
		return this.objects;
	}

	boolean contains(String uri) {
		String prefix = uri("");
		return uri.startsWith(prefix) && this.objects.containsKey(uri.substring(prefix.length()));
	}

	@Nullable StoredObject get(String key) {
		return this.objects.get(key);
	}

	/**
	 * Stores an object.
	 * @param key its key
	 * @param object the object
	 * @param request the request; the same one may arrive more than once, two requests
	 * for one key are a reuse
	 */
	void put(String key, StoredObject object, Object request) {
		Object first = this.writers.putIfAbsent(key, request);
		if (first != null && first != request) {
			this.reusedKey = key;
		}
		this.objects.put(key, object);
	}

	void delete(String key) {
		if (this.objects.remove(key) != null) {
			this.afterRemoval.run();
		}
	}

	/**
	 * Returns a key that two requests wrote to, if there is one.
	 */
	@Nullable String reusedKey() {
		return this.reusedKey;
	}

	/**
	 * An object.
	 *
	 * @param content its bytes
	 * @param metadata its user metadata
	 * @param contentType its content type
	 * @param contentEncoding its content encoding
	 * @param lastModified when it was stored
	 */
	record StoredObject(byte[] content, Map<String, String> metadata, @Nullable String contentType,
			@Nullable String contentEncoding, Instant lastModified) {
	}

}
