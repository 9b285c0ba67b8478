package io.github.s3backed.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The objects of one bucket, which may keep versions: then what is deleted stays beneath
 * a delete marker.
 */
final class ObjectStore {

	static final String BUCKET = "bucket";

	/**
	 * The account that the bucket belongs to.
	 */
	static final String OWNER = "111122223333";

	private final NavigableMap<String, StoredObject> objects;

	private final Map<String, StoredObject> noncurrent;

	private final boolean versioned;

	private final UploadStore uploads;

	private final Map<String, Object> writers;

	private final Runnable afterRemoval;

	private @Nullable String reusedKey;

	ObjectStore(Runnable afterRemoval, boolean versioned) {
		this.objects = new TreeMap<>();
		this.noncurrent = new TreeMap<>();
		this.versioned = versioned;
		this.uploads = new UploadStore();
		this.writers = new HashMap<>();
		this.afterRemoval = afterRemoval;
	}

	/**
	 * Creates a copy to go on from.
	 */
	ObjectStore(ObjectStore other, Runnable afterRemoval) {
		this.objects = new TreeMap<>(other.objects);
		this.noncurrent = new TreeMap<>(other.noncurrent);
		this.versioned = other.versioned;
		this.uploads = new UploadStore(other.uploads);
		this.writers = new HashMap<>(other.writers);
		this.afterRemoval = afterRemoval;
	}

	static String uri(String key) {
		return "s3://" + BUCKET + "/" + key;
	}

	NavigableMap<String, StoredObject> all() {
		return this.objects;
	}

	/**
	 * Returns what is to be objects.
	 */
	UploadStore uploads() {
		return this.uploads;
	}

	boolean contains(String uri) {
		return this.objects.containsKey(key(uri));
	}

	/**
	 * Tells whether there is a version of an object, the current one or another.
	 */
	boolean containsVersion(String uri) {
		return contains(uri) || this.noncurrent.containsKey(key(uri));
	}

	/**
	 * Makes the last version of an object the current one again, if there is one.
	 */
	void undelete(String uri) {
		StoredObject version = this.noncurrent.remove(key(uri));
		if (version != null) {
			this.objects.put(key(uri), version);
		}
	}

	boolean isVersioned() {
		return this.versioned;
	}

	private static String key(String uri) {
		return uri.startsWith(uri("")) ? uri.substring(uri("").length()) : uri;
	}

	@Nullable StoredObject get(String key) {
		return this.objects.get(key);
	}

	/**
	 * Stores an object.
	 * @param key its key
	 * @param object the object
	 * @param request the request; the same one may arrive more than once, two requests
	 * for one key are a reuse, but for what sweeps leave
	 */
	void put(String key, StoredObject object, Object request) {
		Object first = this.writers.putIfAbsent(key, request);
		if (first != null && first != request && !SweepWords.contain(key)) {
			this.reusedKey = key;
		}
		this.objects.put(key, object);
	}

	void delete(String key) {
		StoredObject removed = this.objects.remove(key);
		if (removed != null) {
			if (this.versioned) {
				this.noncurrent.put(key, removed);
			}
			this.afterRemoval.run();
		}
	}

	/**
	 * Deletes every version of an object, as only a request that names versions does.
	 */
	void deleteForGood(String key) {
		this.noncurrent.remove(key);
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
	 * @param lastModified when it was stored, or its upload was begun
	 * @param parts of how many parts it was made; 0 if it was stored as one
	 */
	record StoredObject(byte[] content, Map<String, String> metadata, @Nullable String contentType,
			@Nullable String contentEncoding, Instant lastModified, int parts) {

		/**
		 * Creates an object that was stored as one.
		 */
		StoredObject(byte[] content, Map<String, String> metadata, @Nullable String contentType,
				@Nullable String contentEncoding, Instant lastModified) {
			this(content, metadata, contentType, contentEncoding, lastModified, 0);
		}

		long length() {
			return this.content.length;
		}

		String checksum() {
			return Digests.crc32c(this.content);
		}

		String eTag() {
			return (this.parts == 0) ? Digests.eTag(this.content) : Digests.eTag(this.content, this.parts);
		}

	}

}
