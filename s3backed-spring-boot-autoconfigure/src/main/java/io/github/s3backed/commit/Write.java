package io.github.s3backed.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.s3backed.mapping.Content;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.store.MultipartUploads.OpenUpload;

/**
 * A change that is being carried out, and what has been uploaded for it so far.
 */
final class Write {

	private final Change change;

	private final Lease lease;

	private final Queue<ObjectLocation> attempted = new ConcurrentLinkedQueue<>();

	private final Queue<ObjectLocation> consumed = new ConcurrentLinkedQueue<>();

	private final Queue<OpenUpload> open = new ConcurrentLinkedQueue<>();

	private final Map<String, Pointer> uploaded = new ConcurrentHashMap<>();

	Write(Change change, Lease lease) {
		this.change = change;
		this.lease = lease;
	}

	Change change() {
		return this.change;
	}

	Lease lease() {
		return this.lease;
	}

	/**
	 * Notes an object before anything of it is sent.
	 */
	void attempt(ObjectLocation location) {
		this.attempted.add(location);
	}

	void uploaded(Content content, Pointer pointer) {
		this.uploaded.put(content.name(), pointer);
	}

	/**
	 * Returns the pointers to what this write has uploaded.
	 */
	Map<String, Pointer> uploaded() {
		return this.uploaded;
	}

	/**
	 * Notes a multipart upload before a part of it is sent.
	 */
	void begun(OpenUpload upload) {
		this.open.add(upload);
	}

	void completed(OpenUpload upload) {
		this.open.remove(upload);
	}

	/**
	 * Returns the multipart uploads that have not become objects.
	 */
	List<OpenUpload> open() {
		return List.copyOf(this.open);
	}

	/**
	 * Notes an upload of somebody else of which the write has made a copy.
	 */
	void consumed(ObjectLocation location) {
		this.consumed.add(location);
	}

	/**
	 * Returns what is not needed any more when the write was applied.
	 */
	List<ObjectLocation> consumed() {
		return List.copyOf(this.consumed);
	}

	/**
	 * Returns every object that may be in S3 because of this write.
	 */
	List<ObjectLocation> attempted() {
		return List.copyOf(this.attempted);
	}

	/**
	 * Returns the pointers for the attributes whose objects are in S3 already: uploaded
	 * by this write before a conflict, or carried over from the predecessor because the
	 * content is the same. The latter is safe only for a predecessor with a token, which
	 * the commit's condition pins.
	 */
	Map<String, Pointer> pointersAtHand(Predecessor predecessor) {
		Map<String, Pointer> pointers = new LinkedHashMap<>(this.uploaded);
		if (predecessor.record() != null) {
			for (Content content : this.change.contents()) {
				Pointer pointer = predecessor.pointers().get(content.name());
				if (pointer != null && Contents.isAt(content, pointer)) {
					pointers.putIfAbsent(content.name(), pointer);
				}
			}
		}
		return pointers;
	}

}
