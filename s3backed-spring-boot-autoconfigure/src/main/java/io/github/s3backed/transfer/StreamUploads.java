package io.github.s3backed.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.codec.Compressor;
import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.runtime.ParallelCalls;
import io.github.s3backed.store.MultipartUploads;
import io.github.s3backed.store.NewObject;
import io.github.s3backed.store.ObjectStore;

/**
 * Uploads contents while they are read, in one pass: the caller's thread reads, hashes
 * and compresses, and other threads send the parts. A content that fits into one part is
 * sent with one {@code PutObject}.
 */
public final class StreamUploads {

	private static final int BUFFER = 64 * 1024;

	private final ObjectStore objects;

	private final MultipartUploads multipart;

	private final ParallelCalls parallel;

	private final BytesInFlight inFlight;

	private final PartSizes sizes;

	private final long maxSize;

	/**
	 * Creates the uploads.
	 * @param objects stores objects
	 * @param multipart stores objects in parts
	 * @param parallel sends parts side by side
	 * @param settings the limits
	 * @param partDivisor by how much parts are shorter than the settings say
	 * @param inFlight is told by how many bytes there are more in memory
	 */
	public StreamUploads(ObjectStore objects, MultipartUploads multipart, ParallelCalls parallel,
			S3BackedSettings.Uploads settings, int partDivisor, LongConsumer inFlight) {
		this.objects = objects;
		this.multipart = multipart;
		this.parallel = parallel;
		this.inFlight = new BytesInFlight(settings.maxBytesInFlight(), inFlight);
		this.sizes = new PartSizes(settings.partSize() / partDivisor,
				Math.max(settings.partSize(), settings.maxBytesInFlight() / 2));
		this.maxSize = settings.maxResourceSize();
	}

	/**
	 * Uploads a content. When this throws nothing is in flight any more; an upload that
	 * was begun is not aborted, which is the caller's.
	 * @param content the content, which is opened once
	 * @param target what the object is to be
	 * @param settings how it is to be compressed, if that is worthwhile
	 * @param watch is told what is sent
	 * @return what was uploaded
	 * @throws SourceException if the content cannot be read, or is not what it says
	 */
	public UploadedContent upload(StreamedContent content, NewObject target, CompressionSettings settings,
			UploadWatch watch) {
		try (ContentInput in = new ContentInput(content, this.maxSize)) {
			byte[] sample = in.readNBytes(Compressor.SAMPLE);
			CompressionSettings compression = Compressor.isWorthwhile(sample, settings) ? settings
					: CompressionSettings.of(Compression.NONE);
			Compression used = compression.compression();
			long known = (used == Compression.NONE) ? in.declaredLength() : StreamedContent.UNKNOWN;
			PartSink sink = new PartSink(this, (used == Compression.GZIP) ? target.gzipped() : target,
					sizes(content, known), known, watch);
			try {
				copy(sample, in, sink, compression);
				return new UploadedContent(in.count(), in.sha256(), sink.length(), sink.crc32c(), used);
			}
			catch (IOException | RuntimeException | Error ex) {
				throw sink.fail(ex);
			}
		}
		catch (IOException ex) {
			throw SourceException.failed(content, 0, ex);
		}
	}

	private PartSizes sizes(StreamedContent content, long known) {
		PartSizes fitting = this.sizes.forLength(known);
		if (fitting.first() > this.sizes.max()) {
			throw SourceException.tooManyParts(content, fitting.first());
		}
		return fitting;
	}

	private static void copy(byte[] sample, ContentInput in, PartSink sink, CompressionSettings settings)
			throws IOException {
		try (OutputStream out = Compressor.encoder(sink, settings)) {
			transfer(sample, in, out, sink);
		}
		in.requireWhole();
		if (settings.compression() != Compression.NONE && in.count() / Compressor.MAX_RATIO > sink.length()) {
			throw SourceException.tooDense(in, sink.length());
		}
		sink.complete();
	}

	private static void transfer(byte[] sample, ContentInput in, OutputStream out, PartSink sink) throws IOException {
		try {
			out.write(sample);
			byte[] buffer = new byte[BUFFER];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				out.write(buffer, 0, read);
			}
		}
		catch (IOException | RuntimeException | Error ex) {
			sink.discard();
			throw ex;
		}
	}

	ObjectStore objects() {
		return this.objects;
	}

	MultipartUploads multipart() {
		return this.multipart;
	}

	BytesInFlight inFlight() {
		return this.inFlight;
	}

	ParallelCalls parallel() {
		return this.parallel;
	}

}
