package io.github.s3backed.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.CRC32C;

/**
 * The body of an upload, which notes what is read of it. The bytes may be an array of the
 * application's that another thread changes; the SDK reads them once or twice for each
 * attempt, to sign and to send them.
 */
final class SentBody {

	private final ObjectUpload upload;

	private final List<Reading> readings = new CopyOnWriteArrayList<>();

	SentBody(ObjectUpload upload) {
		this.upload = upload;
	}

	InputStream open() {
		Reading reading = new Reading(this.upload.body().get());
		this.readings.add(reading);
		return reading;
	}

	/**
	 * Tells whether something else than what was hashed has been read.
	 */
	boolean isChanged() {
		return this.readings.stream().anyMatch(this::isOther);
	}

	private boolean isOther(Reading reading) {
		return reading.count == this.upload.length() && (int) reading.checksum.getValue() != this.upload.crc32c();
	}

	private static final class Reading extends FilterInputStream {

		private final CRC32C checksum = new CRC32C();

		private volatile long count;

		Reading(InputStream in) {
			super(in);
		}

		@Override
		public int read() throws IOException {
			byte[] single = new byte[1];
			return (read(single, 0, 1) < 0) ? -1 : single[0] & 0xFF;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = super.read(bytes, offset, length);
			if (read > 0) {
				this.checksum.update(bytes, offset, read);
				this.count += read;
			}
			return read;
		}

		@Override
		public long skip(long n) throws IOException {
			return readNBytes((int) Math.min(n, ContentProof.BUFFER)).length;
		}

		@Override
		public boolean markSupported() {
			return false;
		}

	}

}
