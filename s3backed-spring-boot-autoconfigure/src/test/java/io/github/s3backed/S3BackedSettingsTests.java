package io.github.s3backed;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class S3BackedSettingsTests {

	private static final S3BackedSettings DEFAULTS = S3BackedSettings.forBucket("bucket");

	@Test
	void eachComponentCanBeChangedByItself() {
		S3BackedSettings settings = DEFAULTS.withBucket("other")
			.withPrefix("pages/")
			.withCompression(Compression.ZSTD)
			.withExpectedBucketOwner("012345678901")
			.withReadLocations(List.of("s3://old"))
			.withMaxAttributeSize(2)
			.withConcurrency(3)
			.withLease(Duration.ofMinutes(4))
			.withSettleTimeout(Duration.ofSeconds(5))
			.withMaxConflicts(6)
			.withMaxReadRestarts(7)
			.withSupersededRetention(Duration.ofDays(8));
		assertThat(settings).isEqualTo(new S3BackedSettings("other", "pages/", Compression.ZSTD, "012345678901",
				List.of("s3://old"), 2, 3, Duration.ofMinutes(4), Duration.ofSeconds(5), 6, 7, Duration.ofDays(8)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "pages", "/pages/", "/" })
	void aPrefixEndsWithASlashAndDoesNotBeginWithOne(String prefix) {
		assertThatIllegalArgumentException().isThrownBy(() -> DEFAULTS.withPrefix(prefix))
			.withMessageContainingAll("'prefix'", "'" + prefix + "'");
	}

	@Test
	void nothingCanBeCommittedLongAfterTheLease() {
		assertThat(DEFAULTS.withLease(Duration.ofMinutes(10)).latestCommit()).isEqualTo(Duration.ofMinutes(32));
	}

}
