package io.github.s3backed.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;

import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.MultipartUploads;
import io.github.s3backed.store.MultipartUploads.OpenUpload;
import io.github.s3backed.store.MultipartUploads.StoredPart;
import io.github.s3backed.store.NewObject;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Takes the bytes of an object and sends them in parts as these are full, several at a
 * time. Whoever writes waits when too much is in memory: first for his own parts, and
 * only when he has none for those of others.
 */
final class PartSink extends OutputStream {

	private final StreamUploads uploads;

	private final NewObject target;

	private final PartSizes sizes;

	private final long known;

	private final UploadWatch watch;

	private final ParallelCalls.Group<StoredPart> parts;

	private final CRC32C checksum = new CRC32C();

	private long length;

	private @Nullable OpenUpload upload;

	private @Nullable PartBuffer current;

	private final Queue<PartBuffer> held = new ConcurrentLinkedQueue<>();

	private boolean discarding;

	PartSink(StreamUploads uploads, NewObject target, PartSizes sizes, long known, UploadWatch watch) {
		this.uploads = uploads;
		this.target = target;
		this.sizes = sizes;
		this.known = known;
		this.watch = watch;
		this.parts = uploads.parallel().newGroup();
	}

	long length() {
		return this.length;
	}

	int crc32c() {
		return (int) this.checksum.getValue();
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.discarding) {
			return;
		}
		this.checksum.update(bytes, offset, length);
		this.length += length;
		int written = 0;
		while (written < length) {
			written += buffer().write(bytes, offset + written, length - written);
		}
	}

	/**
	 * Returns a part that has room. A full one is sent only when there is more, so that
	 * what fits into one part is sent by itself.
	 */
	private PartBuffer buffer() {
		PartBuffer part = this.current;
		if (part != null && !part.isFull()) {
			return part;
		}
		if (part != null) {
			send(part);
		}
		return newBuffer((part != null) ? part.number() + 1 : 1);
	}

	private PartBuffer newBuffer(int number) {
		if (number > MultipartUploads.MAX_PARTS) {
			throw new InvalidDataAccessApiUsageException("The content for " + this.target.location() + " has more than "
					+ this.length + " bytes, for which the " + MultipartUploads.MAX_PARTS
					+ " parts that S3 takes are too small: raise s3backed.upload.part-size or .max-bytes-in-flight");
		}
		int size = this.sizes.of(number);
		if (number == 1 && this.known >= 0) {
			size = (int) Math.max(1, Math.min(size, this.known));
		}
		acquire(size);
		PartBuffer part = new PartBuffer(number, size);
		this.held.add(part);
		this.current = part;
		return part;
	}

	private void acquire(int size) {
		BytesInFlight inFlight = this.uploads.inFlight();
		while (!inFlight.tryAcquire(size)) {
			if (!this.parts.awaitOne()) {
				inFlight.acquire(size, this.watch.remaining());
				return;
			}
			requireNoFailure();
		}
	}

	private void requireNoFailure() {
		if (this.parts.hasFailed()) {
			this.parts.awaitAll();
		}
	}

	private void send(PartBuffer part) {
		this.current = null;
		this.watch.beforeSending();
		OpenUpload open = begun();
		this.parts.add(() -> send(open, part));
		requireNoFailure();
	}

	private OpenUpload begun() {
		OpenUpload open = this.upload;
		if (open == null) {
			open = this.uploads.multipart().begin(this.target, (this.known >= 0) ? this.known : null);
			this.watch.begun(open);
			this.upload = open;
		}
		return open;
	}

	private StoredPart send(OpenUpload open, PartBuffer part) {
		try {
			this.watch.beforeSending();
			return this.uploads.multipart().send(open, part.toPart());
		}
		finally {
			release(part);
		}
	}

	private void release(PartBuffer part) {
		if (this.held.remove(part)) {
			this.uploads.inFlight().release(part.limit());
		}
	}

	/**
	 * Makes the object of what was written.
	 */
	void complete() {
		PartBuffer last = this.current;
		if (this.upload == null) {
			put((last != null) ? last : new PartBuffer(1, 1));
			return;
		}
		if (last != null) {
			send(last);
		}
		List<StoredPart> stored = this.parts.awaitAll();
		this.watch.beforeSending();
		this.uploads.multipart().complete(this.upload, stored, this.length, crc32c());
		this.watch.completed(this.upload);
	}

	private void put(PartBuffer whole) {
		this.watch.beforeSending();
		@Nullable Instant date = this.uploads.objects().put(this.target.upload(whole::open, whole.size(), whole.crc32c()));
		this.watch.answered(date);
		release(whole);
	}

	/**
	 * Drops what is still written: an encoder that is closed because of a failure writes
	 * its end.
	 */
	void discard() {
		this.discarding = true;
	}

	/**
	 * Ends what is in flight. Parts that were never begun have released nothing.
	 * @return what is to be thrown
	 */
	RuntimeException fail(Throwable failure) {
		try {
			return this.parts.fail(failure);
		}
		finally {
			List.copyOf(this.held).forEach(this::release);
		}
	}

	/**
	 * Closed by an encoder that has written all; {@link #complete()} sends it.
	 */
	@Override
	public void close() {
	}

}
