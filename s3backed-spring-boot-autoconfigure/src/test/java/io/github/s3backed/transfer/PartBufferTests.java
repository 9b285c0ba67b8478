package io.github.s3backed.transfer;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes of a part.
 */
class PartBufferTests {

	private static final int CHUNK = 256 * 1024;

	@ParameterizedTest
	@ValueSource(ints = { 1, 1_000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_003 })
	void whatWasWrittenIsReadAsOftenAsItIsOpened(int limit) throws IOException {
		byte[] bytes = new byte[limit + 10_000];
		new Random(limit).nextBytes(bytes);
		PartBuffer part = new PartBuffer(1, limit);
		int written = 0;
		while (!part.isFull()) {
			written += part.write(bytes, written, Math.min(7_001, bytes.length - written));
		}
		byte[] expected = Arrays.copyOf(bytes, limit);
		assertThat(part.size()).isEqualTo(limit).isEqualTo(written);
		assertThat(part.write(bytes, 0, 1)).isZero();
		CRC32C checksum = new CRC32C();
		checksum.update(expected);
		assertThat(part.crc32c()).isEqualTo((int) checksum.getValue());
		for (int attempt = 0; attempt < 2; attempt++) {
			assertThat(part.open().readAllBytes()).isEqualTo(expected);
			assertThat(part.open().read()).isEqualTo(expected[0] & 0xFF);
			assertThat(part.open().readNBytes(limit + 1)).hasSize(limit);
		}
	}

}
