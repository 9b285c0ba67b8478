package io.github.s3backed.core;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * URLs with which others download contents.
 */
@AwsTest
class PresignTests {

	private static final Key KEY = Key.builder().partitionValue("a").build();

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private final Fixture fixture;

	PresignTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws, Compression.ZSTD).withTable(Album.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whoeverHasTheUrlCanDownloadTheContent() throws Exception {
		this.fixture.template().save(Album.of("a").withFilm(new ByteArrayResource("film".getBytes())));
		Album album = read();
		this.fixture.requests().clear();
		URI url = this.fixture.template().presignGet(film(album), MINUTE);
		assertThat(this.fixture.requests().counts()).isEqualTo(Map.of());
		HttpResponse<String> response = get(url);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("film");
		assertThat(url.getQuery()).contains("response-content-type=video/mp4", "filename*=UTF-8''film.mp4");
	}

	@Test
	void aValueHasAUrlToo() throws Exception {
		this.fixture.template().save(Album.of("a").withNotes(S3BackedValue.of("n")));
		assertThat(get(this.fixture.template().presignGet(notes(read()), MINUTE)).body()).isEqualTo("n");
	}

	@Test
	void whatBrowsersCannotDecompressHasNone() {
		this.fixture.template().save(Album.of("a").withNotes(S3BackedValue.of("notes ".repeat(1000))));
		S3BackedValue<String> notes = notes(read());
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.fixture.template().presignGet(notes, MINUTE))
			.withMessageContainingAll("'notes'", "zstd");
	}

	@Test
	void whatWasNotReadHasNone() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> this.fixture.template().presignGet(S3BackedValue.of("notes"), MINUTE))
			.withMessageContaining("save it and read it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "P7DT1S" })
	void aUrlIsGoodForASecondToSevenDays(Duration duration) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.fixture.template().presignGet(S3BackedValue.of("notes"), duration))
			.withMessageContaining(duration.toString());
	}

	@Test
	void aTemplateWithoutAPresignerSaysSo(AwsEnvironment aws) {
		S3BackedMappingContext mappings = this.fixture.mappingContext();
		try (S3BackedTemplate template = S3BackedTemplate.builder(aws.s3(), aws.dynamoDb(), mappings)
			.settings(S3BackedSettings.forBucket("bucket"))
			.build()) {
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> template.presignGet(S3BackedValue.of("notes"), MINUTE))
				.withMessageContaining("S3Presigner");
		}
	}

	private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
	}

	private Album read() {
		return this.fixture.template().findByKey(Album.class, KEY).orElseThrow();
	}

	private static S3BackedResource film(Album album) {
		return (S3BackedResource) Objects.requireNonNull(album.film());
	}

	private static S3BackedValue<String> notes(Album album) {
		return Objects.requireNonNull(album.notes());
	}

}
