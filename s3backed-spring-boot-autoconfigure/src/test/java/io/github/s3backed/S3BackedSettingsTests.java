package io.github.s3backed;

import java.time.Duration;
import java.util.List;

import io.github.s3backed.S3BackedSettings.Contents;
import io.github.s3backed.S3BackedSettings.Reads;
import io.github.s3backed.S3BackedSettings.Storage;
import io.github.s3backed.S3BackedSettings.Uploads;
import io.github.s3backed.S3BackedSettings.Writes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class S3BackedSettingsTests {

	private static final S3BackedSettings DEFAULTS = S3BackedSettings.forBucket("bucket");

	@Test
	void eachComponentCanBeChangedByItself() {
		S3BackedSettings settings = DEFAULTS.with((it) -> it.bucket("other")
			.prefix("pages/")
			.compression(Compression.ZSTD)
			.compressionLevel(9)
			.expectedBucketOwner("012345678901")
			.readLocations(List.of("s3://old"))
			.maxAttributeSize(2)
			.concurrency(3)
			.lease(Duration.ofMinutes(4))
			.settleTimeout(Duration.ofSeconds(5))
			.maxConflicts(6)
			.maxReadRestarts(7)
			.supersededRetention(Duration.ofDays(8))
			.writerRegion("eu-west-1")
			.partSize(9 << 20)
			.maxBytesInFlight(19 << 20)
			.maxResourceSize(10));
		assertThat(settings)
			.isEqualTo(
					new S3BackedSettings(new Storage("other", "pages/", "012345678901", List.of("s3://old")),
							new Contents(Compression.ZSTD, 9, 2), new Writes(Duration.ofMinutes(4),
									Duration.ofSeconds(5), 6, Duration.ofDays(8), "eu-west-1"),
							new Reads(7), new Uploads(9 << 20, 19 << 20, 10), 3));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pages", "/pages/", "/" })
	void aPrefixEndsWithASlashAndDoesNotBeginWithOne(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.with((it) -> it.prefix(prefix)))
			.withMessageContainingAll("'prefix'", "'" + prefix + "'");
	}

	@Test
	void aLevelIsOneOfTheCompressions() {
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.with((it) -> it.compressionLevel(1)))
			.withMessageContainingAll("'compressionLevel'", "NONE has no levels");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DEFAULTS.with((it) -> it.compression(Compression.GZIP).compressionLevel(10)))
			.withMessageContainingAll("'compressionLevel'", "10", "GZIP has levels 1 to 9");
	}

	@Test
	void nothingCanBeCommittedLongAfterTheLease() {
		assertThat(DEFAULTS.with((it) -> it.lease(Duration.ofMinutes(10))).writes().latestCommit())
			.isEqualTo(Duration.ofMinutes(32));
	}

}
