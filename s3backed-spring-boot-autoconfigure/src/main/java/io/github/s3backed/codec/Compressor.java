package io.github.s3backed.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;

import io.github.s3backed.Compression;

/**
 * Compresses content and reads it back.
 */
public final class Compressor {

	/**
	 * No object holds more than this many times its own length. Content that would is
	 * stored as it is, and an object that claims to is not read: it is a bomb.
	 */
	public static final int MAX_RATIO = 2_000;

	private static final int BUFFER = ContentDigest.BUFFER;

	/** How much of a content tells whether it is worth going on, in bytes. */
	public static final int SAMPLE = 4 * BUFFER;

	/** What a sample must have shrunk to, in bytes. */
	private static final int MAX_OF_SAMPLE = SAMPLE / 100 * 97;

	private Compressor() {
	}

	/**
	 * Compresses content, unless that does not make it shorter, or has hardly made its
	 * first 256 KB shorter. Content that is stored as it is is not copied: whoever sends
	 * it must compare the checksum of what he reads.
	 * @param content the content
	 * @param crc32c the CRC-32C that it had when it was hashed
	 * @param settings how
	 * @return what to store
	 * @throws ContentChangedException if the content is another by now
	 */
	public static StoredContent compress(byte[] content, int crc32c, CompressionSettings settings) {
		Compression compression = settings.compression();
		if (compression == Compression.NONE || content.length == 0) {
			return StoredContent.asIs(content, crc32c);
		}
		CompressedBuffer buffer = new CompressedBuffer(content.length - 1);
		CRC32C checksum = new CRC32C();
		try (OutputStream out = encoder(buffer, settings)) {
			byte[] copy = new byte[Math.min(BUFFER, content.length)];
			for (int from = 0; from < content.length && !buffer.isFull(); from += BUFFER) {
				if (from == SAMPLE && !hasShrunk(out, buffer)) {
					return StoredContent.asIs(content, crc32c);
				}
				int length = Math.min(BUFFER, content.length - from);
				System.arraycopy(content, from, copy, 0, length);
				checksum.update(copy, 0, length);
				out.write(copy, 0, length);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Compressing to memory failed", ex);
		}
		if (buffer.isFull() || (long) buffer.size() * MAX_RATIO < content.length) {
			return StoredContent.asIs(content, crc32c);
		}
		if ((int) checksum.getValue() != crc32c) {
			throw new ContentChangedException();
		}
		return buffer.toContent(compression);
	}

	/**
	 * Images and archives are compressed already: to try them to their end would cost
	 * much and spare nothing.
	 */
	private static boolean hasShrunk(OutputStream encoder, CompressedBuffer buffer) throws IOException {
		encoder.flush();
		return buffer.size() <= MAX_OF_SAMPLE;
	}

	/**
	 * Tells whether it is worth to compress a content.
	 * @param sample its beginning, {@value #SAMPLE} bytes unless it is shorter
	 * @param settings how
	 * @return whether the sample has become shorter, but not by more than is ever read
	 * back
	 */
	public static boolean isWorthwhile(byte[] sample, CompressionSettings settings) {
		if (settings.compression() == Compression.NONE || sample.length == 0) {
			return false;
		}
		CompressedBuffer buffer = new CompressedBuffer(sample.length - 1);
		try (OutputStream out = encoder(buffer, settings)) {
			out.write(sample);
		}
		catch (IOException ex) {
			throw new IllegalStateException("Compressing to memory failed", ex);
		}
		int limit = (sample.length < SAMPLE) ? sample.length - 1 : MAX_OF_SAMPLE;
		return !buffer.isFull() && buffer.size() <= limit && (long) buffer.size() * MAX_RATIO >= sample.length;
	}

	/**
	 * Compresses what is written.
	 * @param out gets the compressed bytes
	 * @param settings how
	 * @return a stream, to be closed, which closes the other one too
	 * @throws IOException if the beginning cannot be written
	 */
	public static OutputStream encoder(OutputStream out, CompressionSettings settings) throws IOException {
		return switch (settings.compression()) {
			case NONE -> out;
			case GZIP -> new Gzip(out, BUFFER, settings.level());
			case ZSTD -> Zstd.encoder(out, settings.level());
		};
	}

	/**
	 * Reads stored content back.
	 * @param stored the object's bytes
	 * @param compression how they are compressed
	 * @return the content; closing it closes the stored bytes too
	 * @throws IOException if the beginning cannot be read
	 */
	public static InputStream decompress(InputStream stored, Compression compression) throws IOException {
		return switch (compression) {
			case NONE -> stored;
			case GZIP -> new GZIPInputStream(stored, BUFFER);
			case ZSTD -> Zstd.decoder(stored);
		};
	}

}
