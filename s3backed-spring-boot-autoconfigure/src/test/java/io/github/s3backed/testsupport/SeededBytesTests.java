package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * The bytes of a seed are the same however they are asked for, and tell where they are
 * from.
 */
class SeededBytesTests {

	private static final SeededBytes BYTES = new SeededBytes(4711);

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 7, 8, 13, 65_535, 12_345_678_901L })
	void anyOfThemTellWhereTheyComeFrom(long position) {
		byte[] bytes = new byte[SeededBytes.TELLING];
		BYTES.fill(position, bytes, 0, bytes.length);
		assertThat(SeededBytes.origin(bytes, bytes.length)).hasValue(new SeededBytes.Origin(BYTES, position));
		assertThat(BYTES.firstDifference(position, bytes, 0, bytes.length)).isEqualTo(-1);
		for (int index = 0; index < bytes.length; index++) {
			assertThat(bytes[index]).isEqualTo(BYTES.byteAt(position + index));
			bytes[index] ^= 4;
			assertThat(BYTES.firstDifference(position, bytes, 0, bytes.length)).isEqualTo(position + index);
			bytes[index] ^= 4;
		}
	}

	@Test
	void otherBytesComeFromNowhere() {
		assertThat(SeededBytes.origin(new byte[100], 100)).isEmpty();
		assertThat(SeededBytes.origin("these are no such bytes, however many there are".getBytes(), 40)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> new SeededBytes(0));
	}

	@Test
	void theyDoNotShrink() throws IOException {
		byte[] bytes = BYTES.stream(100_000).readAllBytes();
		Deflater deflater = new Deflater();
		deflater.setInput(bytes);
		deflater.finish();
		assertThat(deflater.deflate(new byte[200_000])).isGreaterThan(99_000);
		deflater.end();
	}

	@Test
	void aStreamGivesThemInAnySteps() throws IOException {
		byte[] bytes = BYTES.stream(10_000).readAllBytes();
		try (InputStream stream = BYTES.stream(10_000)) {
			assertThat(stream.read()).isEqualTo(bytes[0] & 0xff);
			assertThat(stream.readNBytes(4)).containsExactly(bytes[1], bytes[2], bytes[3], bytes[4]);
			stream.skipNBytes(9_990);
			assertThat(stream.available()).isEqualTo(5);
			assertThat(stream.readAllBytes()).hasSize(5).endsWith(bytes[9_999]);
			assertThat(stream.read()).isEqualTo(-1);
		}
	}

	@Test
	void checksumsOfPartsMakeThatOfTheWhole() throws IOException {
		CRC32C whole = new CRC32C();
		whole.update(BYTES.stream(300_000).readAllBytes());
		for (long first : new long[] { 1, 131_072, 299_999 }) {
			assertThat(Crc32c.combine(BYTES.crc32c(0, first), BYTES.crc32c(first, 300_000 - first), 300_000 - first))
				.isEqualTo((int) whole.getValue());
		}
	}

	@Test
	void aResourceKnowsItsLengthOrIsReadOnce() throws IOException {
		Resource known = BYTES.resource(5);
		assertThat(known.contentLength()).isEqualTo(5);
		assertThat(known.isOpen()).isFalse();
		assertThat(known.getContentAsByteArray()).isEqualTo(known.getContentAsByteArray()).hasSize(5);
		Resource unknown = BYTES.resourceOfUnknownLength(5);
		assertThat(unknown.contentLength()).isEqualTo(-1);
		assertThat(unknown.isOpen()).isTrue();
		assertThat(unknown.getContentAsByteArray()).hasSize(5);
		assertThatIllegalStateException().isThrownBy(unknown::getInputStream);
	}

}
