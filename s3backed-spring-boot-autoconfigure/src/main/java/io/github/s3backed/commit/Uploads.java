package io.github.s3backed.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.s3backed.Compression;
import io.github.s3backed.codec.StoredContent;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.ObjectContext;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUpload;
import org.jspecify.annotations.Nullable;

/**
 * Uploads the contents of a write, in parallel.
 */
final class Uploads {

	private final ObjectStore objects;

	private final Locations locations;

	private final ParallelCalls parallel;

	private final S3BackedMetrics metrics;

	Uploads(ObjectStore objects, Locations locations, ParallelCalls parallel, S3BackedMetrics metrics) {
		this.objects = objects;
		this.locations = locations;
		this.parallel = parallel;
		this.metrics = metrics;
	}

	/**
	 * Uploads what is not in S3 yet. When this throws nothing is in flight any more, and
	 * the write knows every object that was attempted.
	 * @return the pointers of all contents
	 */
	Map<String, Pointer> upload(Write write, Predecessor predecessor) {
		Map<String, Pointer> pointers = new LinkedHashMap<>(write.pointersAtHand(predecessor));
		List<Content> missing = write.change()
			.contents()
			.stream()
			.filter((content) -> !pointers.containsKey(content.attribute().name()))
			.toList();
		if (!missing.isEmpty()) {
			List<Callable<Pointer>> calls = new ArrayList<>();
			boolean compared = write.lease().isCompared();
			missing.forEach((content) -> calls.add(() -> upload(write, content, compared)));
			List<Pointer> uploaded = this.parallel.callAll(calls);
			for (int i = 0; i < missing.size(); i++) {
				pointers.put(missing.get(i).attribute().name(), uploaded.get(i));
			}
		}
		return pointers;
	}

	/**
	 * Uploads one content. Where DynamoDB was not asked before, S3's answer tells whether
	 * it should be.
	 */
	private Pointer upload(Write write, Content content, boolean compared) {
		ObjectLocation location = this.locations.newLocation(write.change().id(), content, write.lease().token());
		StoredContent stored = content.compress();
		write.lease().require();
		write.attempt(location);
		Lease.Request request = write.lease().watch();
		Instant date = put(new ObjectUpload(location, stored.body(), stored.length(), stored.crc32c(),
				content.attribute().contentType(), (stored.compression() == Compression.GZIP) ? "gzip" : null,
				this.locations.metadata(location, write.change().id()))
			.customizedIn(new ObjectContext(write.change().mapping().type(), content.attribute().name(),
					write.change().id().key())));
		this.metrics.uploaded(write.change().mapping().type(), content.size(), stored.length(), stored.compression());
		if (!compared) {
			request.answeredByS3(date);
		}
		Pointer pointer = new Pointer(location, content.size(), stored.length(), content.sha256(), stored.compression(),
				content.attribute().contentType());
		write.uploaded(content, pointer);
		return pointer;
	}

	private @Nullable Instant put(ObjectUpload upload) {
		this.metrics.bytesInFlight(upload.length());
		try {
			return this.objects.put(upload);
		}
		finally {
			this.metrics.bytesInFlight(-upload.length());
		}
	}

	/**
	 * Returns the largest pointers that an upload can give, to know the item's size
	 * before anything is sent.
	 */
	Map<String, Pointer> largestPointers(Change change, Token token) {
		Map<String, Pointer> pointers = new LinkedHashMap<>();
		for (Content content : change.contents()) {
			pointers.put(content.attribute().name(),
					new Pointer(this.locations.newLocation(change.id(), content, token), content.size(), content.size(),
							content.sha256(), content.attribute().compression(), content.attribute().contentType()));
		}
		return pointers;
	}

}
