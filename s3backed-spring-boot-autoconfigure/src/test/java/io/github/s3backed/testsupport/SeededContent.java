package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link SeededS3} has of some bytes: all of them if they are few, else where they
 * come from.
 *
 * @param length how many there are
 * @param crc32c their checksum
 * @param small the bytes, if there are not more than {@value #SMALL}
 * @param origin where they come from, if there are more
 */
record SeededContent(long length, int crc32c, byte @Nullable [] small, SeededBytes.@Nullable Origin origin) {

	static final int SMALL = 1 << 20;

	private static final int BUFFER = 128 * 1024;

	/**
	 * An entity tag that is the MD5 of nothing, as with keys of KMS.
	 */
	String eTag() {
		return "\"" + HexFormat.of().toHexDigits(this.length) + "00000000" + HexFormat.of().toHexDigits(this.crc32c)
				+ "\"";
	}

	/**
	 * A part of this.
	 */
	SeededContent part(long first, long partLength) {
		if (this.small != null) {
			byte[] part = Arrays.copyOfRange(this.small, (int) first, (int) (first + partLength));
			return SeededArrival.of(part);
		}
		SeededBytes.Origin whole = origin();
		long position = whole.position() + first;
		if (partLength <= SMALL) {
			byte[] part = new byte[(int) partLength];
			whole.bytes().fill(position, part, 0, part.length);
			return SeededArrival.of(part);
		}
		return new SeededContent(partLength, whole.bytes().crc32c(position, partLength), null,
				new SeededBytes.Origin(whole.bytes(), position));
	}

	@Override
	public SeededBytes.Origin origin() {
		SeededBytes.Origin known = this.origin;
		if (known == null) {
			throw new IllegalStateException("These bytes are kept");
		}
		return known;
	}

	void writeTo(OutputStream out, long first, long count) throws IOException {
		if (this.small != null) {
			out.write(this.small, (int) first, (int) count);
			return;
		}
		SeededBytes.Origin whole = origin();
		byte[] buffer = new byte[(int) Math.min(BUFFER, count)];
		for (long done = 0; done < count; done += buffer.length) {
			int next = (int) Math.min(buffer.length, count - done);
			whole.bytes().fill(whole.position() + first + done, buffer, 0, next);
			out.write(buffer, 0, next);
		}
	}

}
