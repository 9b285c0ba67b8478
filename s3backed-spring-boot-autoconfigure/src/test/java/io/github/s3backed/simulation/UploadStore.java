package io.github.s3backed.simulation;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The multipart uploads of one bucket. What was aborted is remembered: a part that was on
 * its way may arrive later, and then there is something of the upload again.
 */
final class UploadStore {

	private final NavigableMap<String, Upload> uploads = new TreeMap<>();

	private int begun;

	UploadStore() {
	}

	/**
	 * Creates a copy to go on from.
	 */
	UploadStore(UploadStore other) {
		other.uploads.forEach((id, upload) -> this.uploads.put(id, new Upload(upload)));
		this.begun = other.begun;
	}

	/**
	 * Begins an upload.
	 * @param object what is known of the object to be, but for its content; its date is
	 * the one that the object will have
	 * @param request the request
	 * @return the id of the upload
	 */
	String begin(String key, ObjectStore.StoredObject object, Object request) {
		String id = "upload-%04d".formatted(++this.begun);
		this.uploads.put(id, new Upload(id, key, object, request));
		return id;
	}

	/**
	 * Returns an upload that can be completed and takes parts; {@code null} if there is
	 * none.
	 */
	@Nullable Upload open(String key, String id) {
		Upload upload = this.uploads.get(id);
		return (upload != null && upload.key.equals(key) && !upload.aborted) ? upload : null;
	}

	/**
	 * Returns an upload that was aborted.
	 */
	@Nullable Upload aborted(String key, String id) {
		Upload upload = this.uploads.get(id);
		return (upload != null && upload.key.equals(key) && upload.aborted) ? upload : null;
	}

	/**
	 * Returns an upload of which there is something, open or not.
	 */
	@Nullable Upload existing(String key, String id) {
		return existing().stream().filter((it) -> it.id.equals(id) && it.key.equals(key)).findFirst().orElse(null);
	}

	/**
	 * Returns the uploads of which there is something, in the order of their ids.
	 */
	List<Upload> existing() {
		return this.uploads.values().stream().filter((it) -> !it.aborted || !it.parts.isEmpty()).toList();
	}

	/**
	 * Forgets an upload whose object there is.
	 */
	void completed(Upload upload) {
		this.uploads.remove(upload.id);
	}

	/**
	 * A part.
	 *
	 * @param number its number
	 * @param content its bytes
	 * @param lastModified when it was stored
	 */
	record Part(int number, byte[] content, Instant lastModified) {

		String eTag() {
			return Digests.eTag(this.content);
		}

		String checksum() {
			return Digests.crc32c(this.content);
		}

	}

	/**
	 * An upload.
	 */
	static final class Upload {

		private final String id;

		private final String key;

		private final ObjectStore.StoredObject object;

		private final Object request;

		private final NavigableMap<Integer, Part> parts;

		private boolean aborted;

		private @Nullable Operation listed;

		private Upload(String id, String key, ObjectStore.StoredObject object, Object request) {
			this.id = id;
			this.key = key;
			this.object = object;
			this.request = request;
			this.parts = new TreeMap<>();
		}

		private Upload(Upload other) {
			this.id = other.id;
			this.key = other.key;
			this.object = other.object;
			this.request = other.request;
			this.parts = new TreeMap<>(other.parts);
			this.aborted = other.aborted;
		}

		String id() {
			return this.id;
		}

		String key() {
			return this.key;
		}

		Instant initiated() {
			return this.object.lastModified();
		}

		/**
		 * Returns the request that has begun it.
		 */
		Object request() {
			return this.request;
		}

		Map<Integer, Part> parts() {
			return this.parts;
		}

		void add(Part part) {
			this.parts.put(part.number(), part);
		}

		void abort() {
			this.parts.clear();
			this.aborted = true;
			this.listed = null;
		}

		/**
		 * Notes who was told that there are parts.
		 */
		void listed(@Nullable Operation operation) {
			this.listed = (this.aborted && !this.parts.isEmpty()) ? operation : null;
		}

		/**
		 * Tells whether an operation was told that parts have come after an abort, and
		 * has left them.
		 */
		boolean isLeftBy(Operation operation) {
			return this.listed == operation;
		}

		/**
		 * Returns the object that is made of some of the parts.
		 */
		ObjectStore.StoredObject object(List<Part> chosen) {
			ByteArrayOutputStream content = new ByteArrayOutputStream();
			chosen.forEach((part) -> content.writeBytes(part.content()));
			return new ObjectStore.StoredObject(content.toByteArray(), this.object.metadata(),
					this.object.contentType(), this.object.contentEncoding(), this.object.lastModified(),
					chosen.size());
		}

	}

}
