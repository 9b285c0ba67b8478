package io.github.s3backed.transfer;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.content.StreamedContent;
import io.github.s3backed.store.MultipartUploads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How large parts are.
 */
class PartSizesTests {

	private static final long MIB = 1L << 20;

	private static final long TIB = 1L << 40;

	private final PartSizes sizes = new PartSizes(8 * MIB, 32 * MIB);

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 8 * MIB, 80_000 * MIB, 80_000 * MIB + 1, 100_000 * MIB, 300_000 * MIB })
	void tenThousandPartsSufficeForAKnownLength(long length) {
		PartSizes fitting = this.sizes.forLength(length);
		assertThat(capacity(fitting)).isGreaterThanOrEqualTo(length);
		assertThat(fitting.first()).isBetween(8 * MIB, 32 * MIB);
	}

	@Test
	void partsOfAnUnknownLengthGrowUpToWhatMayBeInMemory() {
		PartSizes fitting = this.sizes.forLength(StreamedContent.UNKNOWN);
		assertThat(fitting.of(1)).isEqualTo((int) (8 * MIB));
		assertThat(fitting.of(1_000)).isEqualTo((int) (8 * MIB));
		assertThat(fitting.of(1_001)).isEqualTo((int) (16 * MIB));
		assertThat(fitting.of(2_001)).isEqualTo((int) (32 * MIB));
		assertThat(fitting.of(10_000)).isEqualTo((int) (32 * MIB));
		assertThat(capacity(fitting)).isGreaterThan(250_000 * MIB);
	}

	@Test
	void fiveTebibytesOfUnknownLengthFitWhereMemoryAllows() {
		assertThat(capacity(new PartSizes(8 * MIB, 2048 * MIB).forLength(StreamedContent.UNKNOWN)))
			.isGreaterThan(5 * TIB);
	}

	@Test
	void aContentThatNeedsLargerPartsThanMemoryAllowsIsRefusedBeforeAnythingIsSent() {
		S3BackedSettings.Uploads settings = S3BackedSettings.builder("bucket")
			.partSize(5 * MIB)
			.maxBytesInFlight(10 * MIB)
			.build()
			.uploads();
		// Nothing of S3 is there: whatever was sent would fail otherwise.
		StreamUploads uploads = new StreamUploads(null, null, null, settings, 1, (change) -> {
		});
		assertThatExceptionOfType(SourceException.class)
			.isThrownBy(() -> uploads.upload(contentOf(5 * MIB * 10_000 + 1), null,
					CompressionSettings.of(Compression.NONE), null))
			.withMessageContainingAll("s3backed.upload.max-bytes-in-flight", "parts of " + (5 * MIB + 1) + " bytes");
	}

	private static StreamedContent contentOf(long length) {
		return new StreamedContent(new ByteArrayResource(new byte[0]) {
			@Override
			public long contentLength() {
				return length;
			}
		});
	}

	private static long capacity(PartSizes sizes) {
		long capacity = 0;
		for (int number = 1; number <= MultipartUploads.MAX_PARTS; number++) {
			capacity += sizes.of(number);
		}
		return capacity;
	}

}
