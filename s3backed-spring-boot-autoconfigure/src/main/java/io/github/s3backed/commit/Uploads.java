package io.github.s3backed.commit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.s3backed.Compression;
import io.github.s3backed.codec.StoredContent;
import io.github.s3backed.content.ContentSource;
import io.github.s3backed.content.KnownContent;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.NewObject;
import io.github.s3backed.store.ObjectContext;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUpload;
import io.github.s3backed.transfer.ContentCopies;
import io.github.s3backed.transfer.StreamUploads;
import io.github.s3backed.transfer.UploadWatch;
import io.github.s3backed.transfer.UploadedContent;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Stores the contents of a write: those in memory and those that S3 copies side by side
 * in other threads, and beside them those that are streamed, one after the other in the
 * caller's.
 */
final class Uploads {

	private final ObjectStore objects;

	private final StreamUploads streams;

	private final ContentCopies copies;

	private final Handles handles;

	private final Locations locations;

	private final ParallelCalls parallel;

	private final S3BackedMetrics metrics;

	Uploads(ObjectStore objects, StreamUploads streams, ContentCopies copies, Handles handles, Locations locations,
			ParallelCalls parallel, S3BackedMetrics metrics) {
		this.objects = objects;
		this.streams = streams;
		this.copies = copies;
		this.handles = handles;
		this.locations = locations;
		this.parallel = parallel;
		this.metrics = metrics;
	}

	/**
	 * Stores what is not in S3 yet. When this throws nothing is in flight any more, and
	 * the write knows every object and every multipart upload that was attempted.
	 * @return the pointers of all contents
	 */
	Map<String, Pointer> upload(Write write, Predecessor predecessor) {
		Map<String, Pointer> pointers = new LinkedHashMap<>(write.pointersAtHand(predecessor));
		List<Content> streamed = new ArrayList<>();
		List<Callable<Pointer>> others = new ArrayList<>();
		boolean compared = write.lease().isCompared();
		for (Content content : write.change().contents()) {
			if (pointers.containsKey(content.name())) {
				continue;
			}
			if (asStream(content.source()) != null) {
				streamed.add(content);
			}
			else {
				others.add(() -> store(write, content, new WatchedUpload(write, compared)));
			}
		}
		storeAll(write, others, streamed, compared);
		pointers.putAll(write.uploaded());
		return pointers;
	}

	private void storeAll(Write write, List<Callable<Pointer>> others, List<Content> streamed, boolean compared) {
		if (streamed.isEmpty()) {
			this.parallel.callAll(others);
			return;
		}
		ParallelCalls.Group<Pointer> group = this.parallel.newGroup();
		others.forEach(group::add);
		try {
			for (Content content : streamed) {
				store(write, content, new WatchedUpload(write, compared, group::requireNoFailure));
			}
		}
		catch (RuntimeException | Error ex) {
			throw group.fail(ex);
		}
		group.awaitAll();
	}

	/**
	 * Returns what is to be read while it is stored, or {@code null}. A handle of another
	 * template may be in a place that S3 cannot copy from.
	 */
	private @Nullable StreamedContent asStream(ContentSource source) {
		if (source instanceof StoredObject object && object.contents() != this.handles) {
			return StreamedContent.of(object);
		}
		return (source instanceof StreamedContent streamed) ? streamed : null;
	}

	private Pointer store(Write write, Content content, UploadWatch watch) {
		StreamedContent stream = asStream(content.source());
		Pointer pointer;
		if (stream != null) {
			pointer = stream(write, content, stream, watch);
		}
		else if (content.source() instanceof StoredObject object) {
			pointer = copy(write, content, object, watch);
		}
		else if (content.source() instanceof UploadedObject uploaded) {
			pointer = adopt(write, content, uploaded, watch);
		}
		else {
			pointer = put(write, content, (KnownContent) content.source(), watch);
		}
		write.uploaded(content, pointer);
		if (stream != null || content.source() instanceof KnownContent) {
			this.metrics.uploaded(write.change().mapping().type(), pointer.size(), pointer.stored(),
					pointer.compression());
		}
		return pointer;
	}

	private Pointer put(Write write, Content content, KnownContent source, UploadWatch watch) {
		StoredContent stored = Contents.compress(content, source);
		NewObject object = attempt(write, content, content.attribute().contentType(), stored.compression(), watch);
		watch.answered(put(object.upload(stored.body(), stored.length(), stored.crc32c())));
		return new Pointer(object.location(), source.size(), stored.length(), source.sha256(), stored.compression(),
				object.contentType());
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

	private Pointer stream(Write write, Content content, StreamedContent stream, UploadWatch watch) {
		NewObject object = attempt(write, content, content.attribute().contentType(), Compression.NONE, watch);
		UploadedContent uploaded = this.streams.upload(stream, object, content.attribute().compressionSettings(),
				watch);
		return new Pointer(object.location(), uploaded.size(), uploaded.stored(), uploaded.sha256(),
				uploaded.compression(), object.contentType());
	}

	private Pointer copy(Write write, Content content, StoredObject source, UploadWatch watch) {
		Pointer pointer = source.pointer();
		NewObject object = attempt(write, content, pointer.contentType(), pointer.compression(), watch);
		if (!this.copies.copy(content.name(), pointer, object, watch)) {
			throw new OptimisticLockingFailureException("The content of attribute '" + content.name() + "', with which "
					+ source.item() + " was read, is gone: another writer has replaced or deleted it. Nothing was"
					+ " changed; read it again");
		}
		return new Pointer(object.location(), pointer.size(), pointer.stored(), pointer.sha256(), pointer.compression(),
				pointer.contentType());
	}

	/**
	 * The upload itself stays until the write is committed: the caller may try again with
	 * it.
	 */
	private Pointer adopt(Write write, Content content, UploadedObject source, UploadWatch watch) {
		NewObject object = attempt(write, content, source.contentType(), Compression.NONE, watch);
		if (!this.copies.adopt(content.name(), source, object, watch)) {
			throw new InvalidDataAccessApiUsageException("There is no direct upload " + source.location()
					+ " for attribute '" + content.name() + "' of " + write.change().id()
					+ ": nothing was uploaded with the ticket, an entity was saved with it before, or a sweep has removed"
					+ " it since");
		}
		write.consumed(source.location());
		return new Pointer(object.location(), source.size(), source.size(), source.sha256(), Compression.NONE,
				source.contentType());
	}

	/**
	 * Notes an object before anything of it is sent.
	 */
	private NewObject attempt(Write write, Content content, String contentType, Compression compression,
			UploadWatch watch) {
		ObjectLocation location = this.locations.newLocation(write.change().id(), content, write.lease().token());
		watch.beforeSending();
		write.attempt(location);
		NewObject object = new NewObject(location, contentType, null,
				this.locations.metadata(location, write.change().id()),
				new ObjectContext(write.change().mapping().type(), content.name(), write.change().id().key()));
		return (compression == Compression.GZIP) ? object.gzipped() : object;
	}

}
