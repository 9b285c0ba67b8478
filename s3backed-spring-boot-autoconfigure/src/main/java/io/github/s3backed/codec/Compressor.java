package io.github.s3backed.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

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

	private static final int BUFFER = 64 * 1024;

	private Compressor() {
	}

	/**
	 * Compresses content, unless that does not make it shorter.
	 * @param content the content, which must not be changed
	 * @param compression how
	 * @return what to store
	 */
	public static StoredContent compress(byte[] content, Compression compression) {
		if (compression == Compression.NONE || content.length == 0) {
			return StoredContent.asIs(content);
		}
		CompressedBuffer buffer = new CompressedBuffer(content.length - 1);
		try (OutputStream out = encoder(buffer, compression)) {
			for (int from = 0; from < content.length && !buffer.isFull(); from += BUFFER) {
				out.write(content, from, Math.min(BUFFER, content.length - from));
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException("Compressing to memory failed", ex);
		}
		return (buffer.isFull() || (long) buffer.size() * MAX_RATIO < content.length) ? StoredContent.asIs(content)
				: buffer.toContent(compression);
	}

	private static OutputStream encoder(OutputStream out, Compression compression) throws IOException {
		return switch (compression) {
			case NONE -> out;
			case GZIP -> new GZIPOutputStream(out, BUFFER);
			case ZSTD -> Zstd.encoder(out);
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
