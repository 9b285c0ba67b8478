package io.github.s3backed.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.S3BackedSettings.Contents;
import io.github.s3backed.S3BackedSettings.Reads;
import io.github.s3backed.S3BackedSettings.Storage;
import io.github.s3backed.S3BackedSettings.Writes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.FilteredClassLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link S3BackedProperties} and {@link SettingsFactory}.
 */
class SettingsFactoryTests {

	@Test
	void theDefaultsAreThoseOfTheSettings() {
		assertThat(settings(Map.of("s3backed.bucket", "b"))).isEqualTo(S3BackedSettings.forBucket("b"));
	}

	@Test
	void everyPropertyReachesTheSettings() {
		S3BackedSettings settings = settings(Map.ofEntries(Map.entry("s3backed.bucket", "b"),
				Map.entry("s3backed.prefix", "pages/"), Map.entry("s3backed.compression", "gzip"),
				Map.entry("s3backed.expected-bucket-owner", "012345678901"),
				Map.entry("s3backed.read-locations", "s3://old/pages/,s3://older"),
				Map.entry("s3backed.max-attribute-size", "2MB"), Map.entry("s3backed.concurrency", "3"),
				Map.entry("s3backed.lease", "5m"), Map.entry("s3backed.settle-timeout", "0s"),
				Map.entry("s3backed.max-conflicts", "0"), Map.entry("s3backed.max-read-restarts", "7"),
				Map.entry("s3backed.superseded-retention", "3d"), Map.entry("s3backed.writer-region", "eu-west-1")));
		assertThat(settings).isEqualTo(new S3BackedSettings(
				new Storage("b", "pages/", "012345678901", List.of("s3://old/pages/", "s3://older")),
				new Contents(Compression.GZIP, 2 << 20),
				new Writes(Duration.ofMinutes(5), Duration.ZERO, 0, Duration.ofDays(3), "eu-west-1"), new Reads(7), 3));
	}

	@ParameterizedTest
	@CsvSource({ "pages, pages/", "/pages/, pages/", "//a/b//, a/b/", "'  pages ', pages/", "/, ''", "'', ''" })
	void thePrefixMayBeWrittenWithAnySlashesAroundIt(String written, String prefix) {
		assertThat(settings(Map.of("s3backed.bucket", "b", "s3backed.prefix", written)).storage().prefix())
			.isEqualTo(prefix);
	}

	@ParameterizedTest
	@CsvSource({ "bucket, s3://b, not a URI", "expected-bucket-owner, 42, twelve digits",
			"read-locations, old/pages, s3://bucket/prefix/", "max-attribute-size, 0B, under 2GB",
			"max-attribute-size, 2GB, under 2GB", "concurrency, 0, 1 at least", "lease, 999ms, one second at least",
			"settle-timeout, -1s, not be negative", "max-conflicts, -1, 0 at least",
			"max-read-restarts, -1, 0 at least", "superseded-retention, -1s, not be negative" })
	void aValueThatWillNotDoIsRefusedByTheNameOfItsProperty(String property, String value, String reason) {
		Map<String, String> properties = new HashMap<>(Map.of("s3backed.bucket", "b"));
		properties.put("s3backed." + property, value);
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> settings(properties))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("s3backed." + property))
			.satisfies((ex) -> assertThat(ex.getReason()).contains(reason));
	}

	@ParameterizedTest
	@CsvSource({ "''", "' '" })
	void anEmptyBucketIsAMissingOne(String bucket) {
		assertThatExceptionOfType(MissingBucketException.class)
			.isThrownBy(() -> settings(Map.of("s3backed.bucket", bucket)));
	}

	@Test
	void zstdIsRefusedWhereItsLibraryIsMissing() {
		S3BackedProperties properties = properties(Map.of("s3backed.bucket", "b", "s3backed.compression", "zstd"));
		ClassLoader withoutZstd = new FilteredClassLoader("com.github.luben.zstd");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> new SettingsFactory(properties, withoutZstd).createSettings())
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("s3backed.compression"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("com.github.luben:zstd-jni"));
		assertThat(settings(Map.of("s3backed.bucket", "b", "s3backed.compression", "zstd")).contents().compression())
			.isEqualTo(Compression.ZSTD);
	}

	private static S3BackedSettings settings(Map<String, String> properties) {
		return new SettingsFactory(properties(properties), SettingsFactoryTests.class.getClassLoader())
			.createSettings();
	}

	private static S3BackedProperties properties(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("s3backed",
				S3BackedProperties.class);
	}

}
