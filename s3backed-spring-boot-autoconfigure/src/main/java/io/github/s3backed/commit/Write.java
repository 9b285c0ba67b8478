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

/**
 * A change that is being carried out, and what has been uploaded for it so far.
 */
final class Write {

	private final Change change;

	private final Lease lease;

	private final Queue<ObjectLocation> attempted = new ConcurrentLinkedQueue<>();

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
		this.uploaded.put(content.attribute().name(), pointer);
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
				Pointer pointer = predecessor.pointers().get(content.attribute().name());
				if (pointer != null && pointer.hasContent(content.size(), content.sha256())) {
					pointers.putIfAbsent(content.attribute().name(), pointer);
				}
			}
		}
		return pointers;
	}

}
