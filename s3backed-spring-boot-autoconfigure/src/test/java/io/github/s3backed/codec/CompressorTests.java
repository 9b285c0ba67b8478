package io.github.s3backed.codec;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import io.github.s3backed.Compression;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is stored of content, and that it comes back.
 */
class CompressorTests {

	private static StoredContent compress(byte[] content, Compression compression) {
		return compress(content, CompressionSettings.of(compression));
	}

	private static StoredContent compress(byte[] content, CompressionSettings settings) {
		return Compressor.compress(content, ContentDigest.of(content).crc32c(), settings);
	}

	@ParameterizedTest
	@MethodSource("contents")
	void contentComesBack(byte[] content, Compression compression) throws IOException {
		StoredContent stored = compress(content, compression);
		assertThat(decompress(stored)).isEqualTo(content);
	}

	@ParameterizedTest
	@MethodSource("contents")
	void lengthAndChecksumAreThoseOfTheBody(byte[] content, Compression compression) throws IOException {
		StoredContent stored = compress(content, compression);
		byte[] body = body(stored);
		CRC32C checksum = new CRC32C();
		checksum.update(body);
		assertThat(stored.length()).isEqualTo(body.length).isLessThanOrEqualTo(content.length);
		assertThat(stored.crc32c()).isEqualTo((int) checksum.getValue());
	}

	@ParameterizedTest
	@EnumSource
	void bodyCanBeOpenedRepeatedly(Compression compression) throws IOException {
		StoredContent stored = compress(text(100_000), compression);
		byte[] first = body(stored);
		try (InputStream abandoned = stored.body().get()) {
			assertThat(abandoned.readNBytes(10)).hasSize(10);
			assertThat(body(stored)).isEqualTo(first);
		}
		assertThat(body(stored)).isEqualTo(first);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void contentThatHasChangedSinceItWasHashedIsNotCompressed(Compression compression) {
		byte[] content = text(200_000);
		int crc32c = ContentDigest.of(content).crc32c();
		content[150_000] ^= 1;
		assertThatExceptionOfType(ContentChangedException.class)
			.isThrownBy(() -> Compressor.compress(content, crc32c, CompressionSettings.of(compression)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 65_535, 65_536, 65_537, 200_000 })
	void bothChecksumsAreThoseOfTheContent(int length) throws NoSuchAlgorithmException {
		byte[] content = text(length);
		CRC32C crc32c = new CRC32C();
		crc32c.update(content);
		assertThat(ContentDigest.of(content)).isEqualTo(new ContentDigest(
				SdkBytes.fromByteArray(MessageDigest.getInstance("SHA-256").digest(content)), (int) crc32c.getValue()));
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void textShrinks(Compression compression) {
		StoredContent stored = compress(text(5_000_000), compression);
		assertThat(stored.compression()).isEqualTo(compression);
		assertThat(stored.length()).isLessThan(2_500_000);
	}

	@ParameterizedTest
	@EnumSource
	void contentThatDoesNotShrinkIsStoredAsItIs(Compression compression) throws IOException {
		byte[] content = random(1_000_000);
		StoredContent stored = compress(content, compression);
		assertThat(stored.compression()).isEqualTo(Compression.NONE);
		assertThat(body(stored)).isEqualTo(content);
		assertThat(compress(new byte[1], compression).compression()).isEqualTo(Compression.NONE);
		assertThat(compress(new byte[0], compression).compression()).isEqualTo(Compression.NONE);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void contentWhoseBeginningDoesNotShrinkIsNotCompressedToItsEnd(Compression compression) throws IOException {
		byte[] content = Arrays.copyOf(random(256 * 1024), 1_000_000);
		StoredContent stored = compress(content, compression);
		assertThat(stored.compression()).isEqualTo(Compression.NONE);
		assertThat(body(stored)).isEqualTo(content);
		byte[] shorter = Arrays.copyOf(random(200 * 1024), 1_000_000);
		assertThat(compress(shorter, compression).compression()).isEqualTo(compression);
	}

	@Test
	void contentThatWouldLookLikeABombIsStoredAsItIs() throws IOException {
		byte[] content = new byte[5_000_000];
		StoredContent stored = compress(content, Compression.ZSTD);
		assertThat(stored.compression()).isEqualTo(Compression.NONE);
		assertThat(body(stored)).isEqualTo(content);
	}

	@Test
	void repetitionWithinTheRatioIsCompressed() {
		StoredContent stored = compress(new byte[5_000_000], Compression.GZIP);
		assertThat(stored.compression()).isEqualTo(Compression.GZIP);
		assertThat(stored.length() * Compressor.MAX_RATIO).isGreaterThanOrEqualTo(5_000_000);
	}

	@Test
	void gzipIsReadableByOthers() throws IOException {
		byte[] body = body(compress(text(10_000), Compression.GZIP));
		assertThat(body).startsWith(0x1f, 0x8b, 8);
	}

	@Test
	void zstdIsReadableByOthers() throws IOException {
		byte[] body = body(compress(text(10_000), Compression.ZSTD));
		assertThat(body).startsWith(0x28, 0xb5, 0x2f, 0xfd);
	}

	@ParameterizedTest
	@MethodSource("levels")
	void contentOfEachLevelComesBack(CompressionSettings settings) throws IOException {
		byte[] content = text(1_000_000);
		StoredContent stored = compress(content, settings);
		assertThat(stored.compression()).isEqualTo(settings.compression());
		assertThat(decompress(stored)).isEqualTo(content);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void aHigherLevelMakesContentShorterAndTheDefaultIsInBetween(Compression compression) {
		byte[] content = text(1_000_000);
		CompressionSettings settings = CompressionSettings.of(compression);
		long fast = compress(content, settings.withLevel(1)).length();
		long usual = compress(content, settings).length();
		long thorough = compress(content, settings.withLevel(9)).length();
		assertThat(thorough).isLessThan(fast);
		assertThat(usual).isBetween(thorough, fast);
	}

	/**
	 * RFC 8878 has every reader support a window of 8 MB.
	 */
	@ParameterizedTest
	@MethodSource("zstdLevels")
	void zstdOfEachLevelNeedsNoLargeWindow(CompressionSettings settings) throws IOException {
		byte[] frame = body(compress(text(300_000), settings));
		assertThat(frame[4] & 0x20).as("single segment").isZero();
		int descriptor = frame[5] & 0xFF;
		long base = 1L << (10 + (descriptor >> 3));
		assertThat(base + base / 8 * (descriptor & 7)).isLessThanOrEqualTo(8L << 20);
	}

	@ParameterizedTest
	@CsvSource({ "GZIP, 0", "GZIP, 10", "ZSTD, 0", "ZSTD, 23", "ZSTD, -1", "NONE, 1" })
	void aLevelThatThereIsNotIsRefused(Compression compression, int level) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CompressionSettings(compression, level))
			.withMessageContainingAll(compression.name(), "levels", "not " + level);
	}

	static Stream<CompressionSettings> zstdLevels() {
		return levels().filter((settings) -> settings.compression() == Compression.ZSTD);
	}

	static Stream<CompressionSettings> levels() {
		return Stream.of(Compression.GZIP, Compression.ZSTD)
			.flatMap((compression) -> IntStream.rangeClosed(1, 22)
				.filter(compression::hasLevel)
				.mapToObj((level) -> new CompressionSettings(compression, level)));
	}

	@ParameterizedTest
	@EnumSource
	void closingTheContentClosesTheStoredBytes(Compression compression) throws IOException {
		StoredContent stored = compress(text(10_000), compression);
		boolean[] closed = new boolean[1];
		InputStream body = new FilterInputStream(stored.body().get()) {
			@Override
			public void close() throws IOException {
				closed[0] = true;
				super.close();
			}
		};
		Compressor.decompress(body, stored.compression()).close();
		assertThat(closed[0]).isTrue();
	}

	static Stream<Arguments> contents() {
		return Stream.of(new byte[0], new byte[] { 42 }, random(1_000_000), text(5_000_000), new byte[70_000])
			.flatMap((content) -> Stream.of(Compression.values())
				.map((compression) -> Arguments.of(Named.of(content.length + " bytes", content), compression)));
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(42).nextBytes(bytes);
		return bytes;
	}

	private static byte[] text(int length) {
		Random random = new Random(42);
		StringBuilder text = new StringBuilder(length + 32);
		while (text.length() < length) {
			text.append("<li>").append(random.nextInt(100_000)).append("</li>\n");
		}
		return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] body(StoredContent stored) throws IOException {
		try (InputStream body = stored.body().get()) {
			return body.readAllBytes();
		}
	}

	private static byte[] decompress(StoredContent stored) throws IOException {
		try (InputStream in = Compressor.decompress(stored.body().get(), stored.compression())) {
			return in.readAllBytes();
		}
	}

}
