package io.github.s3backed.testsupport;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * Parts that are to be one content.
 *
 * @param parts the parts, in their order
 */
record SeededParts(List<SeededContent> parts) {

	SeededContent whole() {
		long length = this.parts.stream().mapToLong(SeededContent::length).sum();
		if (length <= SeededContent.SMALL) {
			ByteArrayOutputStream small = new ByteArrayOutputStream();
			this.parts.forEach((part) -> small.writeBytes(part.small()));
			return SeededArrival.of(small.toByteArray());
		}
		SeededBytes bytes = bytes();
		long position = 0;
		int checksum = 0;
		for (SeededContent part : this.parts) {
			requireAt(part, bytes, position);
			checksum = (position == 0) ? part.crc32c() : Crc32c.combine(checksum, part.crc32c(), part.length());
			position += part.length();
		}
		return new SeededContent(length, checksum, null, new SeededBytes.Origin(bytes, 0));
	}

	private SeededBytes bytes() {
		return this.parts.stream()
			.filter((part) -> part.small() == null)
			.map((part) -> part.origin().bytes())
			.findFirst()
			.orElseThrow(() -> new SeededRefusal(400, "NotSeeded", "Too many small parts"));
	}

	private static void requireAt(SeededContent part, SeededBytes bytes, long position) {
		boolean right = (part.small() != null)
				? bytes.firstDifference(position, part.small(), 0, part.small().length) < 0
				: part.origin().equals(new SeededBytes.Origin(bytes, position));
		if (!right) {
			throw new SeededRefusal(400, "NotSeeded", "The part at " + position + " is another: " + part);
		}
	}

}
