package io.github.s3backed.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

import org.jspecify.annotations.Nullable;

/**
 * Takes bytes in as they arrive, and refuses many of them unless they come from a seed.
 */
final class SeededArrival {

	private static final int BUFFER = 128 * 1024;

	private final CRC32C crc32c = new CRC32C();

	private @Nullable ByteArrayOutputStream small = new ByteArrayOutputStream();

	private SeededBytes.@Nullable Origin origin;

	private long length;

	/**
	 * Take everything.
	 * @param in where it comes from
	 * @param checksum a checksum that the sender has chosen, to be computed beside
	 */
	static SeededContent of(InputStream in, @Nullable Checksum checksum) throws IOException {
		SeededArrival arrival = new SeededArrival();
		byte[] buffer = new byte[BUFFER];
		for (int read = in.read(buffer); read != -1; read = in.read(buffer)) {
			arrival.take(buffer, read);
			if (checksum != null) {
				checksum.update(buffer, 0, read);
			}
		}
		return arrival.content();
	}

	static SeededContent of(byte[] bytes) {
		SeededArrival arrival = new SeededArrival();
		arrival.take(bytes, bytes.length);
		return arrival.content();
	}

	private void take(byte[] bytes, int count) {
		this.crc32c.update(bytes, 0, count);
		if (this.small != null) {
			this.small.write(bytes, 0, count);
			this.length += count;
			if (this.small.size() > SeededContent.SMALL) {
				locate(this.small.toByteArray());
			}
			return;
		}
		verify(bytes, count);
		this.length += count;
	}

	private void locate(byte[] first) {
		this.origin = SeededBytes.origin(first, first.length)
			.orElseThrow(() -> new SeededRefusal(400, "NotSeeded",
					"More than " + SeededContent.SMALL + " bytes that come from no seed"));
		this.small = null;
		this.length = 0;
		verify(first, first.length);
		this.length = first.length;
	}

	private void verify(byte[] bytes, int count) {
		SeededBytes.Origin from = this.origin;
		if (from == null) {
			throw new IllegalStateException("Not located");
		}
		long different = from.bytes().firstDifference(from.position() + this.length, bytes, 0, count);
		if (different >= 0) {
			throw new SeededRefusal(400, "NotSeeded",
					"Byte " + different + " is not that of seed " + from.bytes().seed());
		}
	}

	private SeededContent content() {
		byte[] kept = (this.small != null) ? this.small.toByteArray() : null;
		return new SeededContent(this.length, (int) this.crc32c.getValue(), kept, this.origin);
	}

}
