package io.github.s3backed.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.EntityStorage;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.S3BackedSettings.Contents;
import io.github.s3backed.S3BackedSettings.Reads;
import io.github.s3backed.S3BackedSettings.Storage;
import io.github.s3backed.S3BackedSettings.Uploads;
import io.github.s3backed.S3BackedSettings.Writes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
				Map.entry("s3backed.compression-level", "4"),
				Map.entry("s3backed.expected-bucket-owner", "012345678901"),
				Map.entry("s3backed.read-locations", "s3://old/pages/,s3://older"),
				Map.entry("s3backed.max-attribute-size", "2MB"), Map.entry("s3backed.concurrency", "3"),
				Map.entry("s3backed.lease", "5m"), Map.entry("s3backed.settle-timeout", "0s"),
				Map.entry("s3backed.max-conflicts", "0"), Map.entry("s3backed.max-read-restarts", "7"),
				Map.entry("s3backed.max-resource-size", "9GB"), Map.entry("s3backed.upload.part-size", "6MB"),
				Map.entry("s3backed.upload.max-bytes-in-flight", "20MB"),
				Map.entry("s3backed.superseded-retention", "3d"), Map.entry("s3backed.writer-region", "eu-west-1")));
		assertThat(settings).isEqualTo(new S3BackedSettings(
				new Storage("b", "pages/", "012345678901", List.of("s3://old/pages/", "s3://older")),
				new Contents(Compression.GZIP, 4, 2 << 20),
				new Writes(Duration.ofMinutes(5), Duration.ZERO, 0, Duration.ofDays(3), "eu-west-1"), new Reads(7),
				new Uploads(6 << 20, 20 << 20, 9L << 30), 3));
	}

	@ParameterizedTest
	@CsvSource({ "pages, pages/", "/pages/, pages/", "//a/b//, a/b/", "'  pages ', pages/", "/, ''", "'', ''" })
	void thePrefixMayBeWrittenWithAnySlashesAroundIt(String written, String prefix) {
		assertThat(settings(Map.of("s3backed.bucket", "b", "s3backed.prefix", written)).storage().prefix())
			.isEqualTo(prefix);
	}

	@Test
	void entitiesAreNamedByTheirSimpleOrFullNames() {
		assertThat(settings(Map.of("s3backed.bucket", "b", "s3backed.entities.Page.bucket", "pages",
				"s3backed.entities.Page.prefix", "/p", "s3backed.entities.com.example.Note.prefix", "/",
				"s3backed.entities[com.example.Other].expected-bucket-owner", "", "s3backed.entities.web-page.bucket",
				"web"))
			.storage()
			.entities()).containsOnly(Map.entry("Page", new EntityStorage("pages", "p/", null)),
					Map.entry("com.example.Note", new EntityStorage(null, "", null)),
					Map.entry("com.example.Other", new EntityStorage(null, null, "")),
					Map.entry("web-page", new EntityStorage("web", null, null)));
	}

	@Test
	void anEnvironmentVariableNamesAnEntityToo() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("S3BACKED_BUCKET", "b", "S3BACKED_ENTITIES_PAGE_BUCKET", "pages",
									"S3BACKED_ENTITIES_PAGE_EXPECTEDBUCKETOWNER", "111122223333")));
		environment.getPropertySources()
			.addLast(new MapPropertySource("file", Map.of("s3backed.entities.Page.bucket", "overridden")));
		S3BackedProperties properties = Binder.get(environment).bindOrCreate("s3backed", S3BackedProperties.class);
		Map<String, EntityStorage> entities = new SettingsFactory(properties, null).createSettings()
			.storage()
			.entities();
		assertThat(entities).containsEntry("page", new EntityStorage("pages", null, "111122223333"));
		assertThat(entities.getOrDefault("Page", new EntityStorage("pages", null, null)).bucket()).isEqualTo("pages");
	}

	@ParameterizedTest
	@CsvSource({ "Page.bukcet, b, no 'bukcet'", "Page, b, entity class and one of its values",
			"Page.bucket, s3://b, not a URI", "Page.bucket, '', must not be empty",
			"Page.bucket, b--euw1-az1--x-s3, general purpose bucket", "Page.expected-bucket-owner, 42, twelve digits" })
	void aValueOfAnEntityThatWillNotDoIsRefusedByTheNameOfItsProperty(String property, String value, String reason) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> settings(Map.of("s3backed.bucket", "b", "s3backed.entities." + property, value)))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("s3backed.entities." + property))
			.satisfies((ex) -> assertThat(ex.getReason()).contains(reason));
	}

	@ParameterizedTest
	@CsvSource({ "bucket, s3://b, not a URI", "bucket, b/pages, neither slashes nor spaces",
			"bucket, my bucket, neither slashes nor spaces", "bucket, arn:aws:s3:::b, use the name of the bucket",
			"bucket, arn:aws:s3:eu-west-1:111122223333:accesspoint/b, '-s3alias'",
			"bucket, arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-1/accesspoint/b, '--op-s3'",
			"bucket, arn:aws:s3::111122223333:accesspoint/m.mrap, bucket of one region",
			"bucket, arn:aws:s3-object-lambda:eu-west-1:111122223333:accesspoint/b, Object Lambda",
			"bucket, m.mrap, bucket of one region", "bucket, b--ol-s3, Object Lambda",
			"bucket, b--euw1-az1--x-s3, general purpose bucket", "bucket, b--euw1-az1--xa-s3, general purpose bucket",
			"bucket, b--table-s3, general purpose bucket", "expected-bucket-owner, 42, twelve digits",
			"read-locations, old/pages, s3://bucket/prefix/", "read-locations, s3:///pages, must not be empty",
			"read-locations, s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/b/pages, -s3alias",
			"read-locations, s3://b--euw1-az1--x-s3/pages, general purpose bucket", "max-attribute-size, 0B, under 2GB",
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
	@ValueSource(strings = { "b", "Legacy_Bucket", "a.b-c", "my-ap-abcdefghijkl123-s3alias",
			"my-ap-o01ac5d28a6a232904e8xz5w8ijx1qzlbp3i3kuse10--op-s3", "tenant:bucket" })
	void aBucketMayHaveAnyNameThatPointersCanHold(String bucket) {
		assertThat(settings(Map.of("s3backed.bucket", bucket)).storage().bucket()).isEqualTo(bucket);
		assertThat(S3BackedSettings.forBucket(bucket)
			.with((it) -> it.readLocations(List.of("s3://" + bucket + "/pages/")))
			.storage()
			.readLocations()).hasSize(1);
	}

	@Test
	void settingsThatAreBuiltByHandAreCheckedToo() {
		assertThatIllegalArgumentException().isThrownBy(() -> S3BackedSettings.forBucket("b--euw1-az1--x-s3"))
			.withMessageContainingAll("'bucket' cannot be 'b--euw1-az1--x-s3'", "general purpose bucket");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> S3BackedSettings.forBucket("b").with((it) -> it.readLocations(List.of("pages"))))
			.withMessageContainingAll("'readLocations' cannot be 'pages'", "s3://bucket/prefix/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "012345678901", "tenant$user", "01234567890123456789",
			"75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a" })
	void anOwnerMayHaveAnIdOfAnotherStore(String owner) {
		assertThat(settings(Map.of("s3backed.bucket", "b", "s3backed.expected-bucket-owner", owner)).storage()
			.expectedBucketOwner()).isEqualTo(owner);
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

	@ParameterizedTest
	@CsvSource({ "gzip, 0", "gzip, 10", "zstd, 23", "zstd, -1", "none, 1" })
	void aLevelThatTheCompressionHasNotIsRefused(String compression, String level) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> settings(Map.of("s3backed.bucket", "b", "s3backed.compression", compression,
					"s3backed.compression-level", level)))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("s3backed.compression-level"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("s3backed.compression=" + compression, "levels"));
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
