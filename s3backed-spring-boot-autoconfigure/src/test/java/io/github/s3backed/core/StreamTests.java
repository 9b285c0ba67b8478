package io.github.s3backed.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.S3BackedResource;
import io.github.s3backed.S3BackedValue;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Contents that are read while they are stored, and stored while they are read.
 */
@AwsTest
class StreamTests {

	private static final int PART = 5 << 20;

	private static final Key KEY = Key.builder().partitionValue("a").build();

	private final Fixture fixture;

	StreamTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws)
			.settings((it) -> it.partSize(PART).maxBytesInFlight(2 * PART).maxResourceSize(40 << 20))
			.build()
			.withTable(Album.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 100_000, PART - 1, PART, PART + 1, 2 * PART, 17 << 20 })
	void aContentOfUnknownLengthComesBack(int length) throws IOException {
		byte[] content = random(length);
		save(new InputStreamResource(new ByteArrayInputStream(content)));
		assertThat(read().getInputStream()).hasBinaryContent(content);
		assertThat(read().contentLength()).isEqualTo(length);
		assertThat(this.fixture.requests().counts().getOrDefault("UploadPart", 0L))
			.isEqualTo((length <= PART) ? 0 : (length + PART - 1) / PART);
		assertNoOpenUpload();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, PART, PART + 1 })
	void aContentOfKnownLengthComesBack(int length) throws IOException {
		byte[] content = random(length);
		save(new ByteArrayResource(content));
		assertThat(read().getInputStream()).hasBinaryContent(content);
	}

	@Test
	void whatFitsIntoOnePartIsSentAtOnce() {
		this.fixture.requests().clear();
		save(new ByteArrayResource(random(PART)));
		assertThat(this.fixture.requests().counts()).containsEntry("PutObject", 1L)
			.doesNotContainKey("CreateMultipartUpload");
	}

	@Test
	void aContentIsCompressedOnItsWay() throws IOException {
		byte[] text = "a line of a log, and another one\n".repeat(400_000).getBytes();
		this.fixture.template().save(Album.of("a").withLog(new InputStreamResource(new ByteArrayInputStream(text))));
		S3BackedResource log = (S3BackedResource) this.fixture.template()
			.findByKey(Album.class, KEY)
			.orElseThrow()
			.log();
		assertThat(log).isNotNull();
		assertThat(log.getStoredAttribute().storedSize()).isLessThan(text.length / 10);
		assertThat(log.getInputStream()).hasBinaryContent(text);
		assertThat(log.getInputStream(1_000_000, 70_000))
			.hasBinaryContent(Arrays.copyOfRange(text, 1_000_000, 1_070_000));
	}

	@Test
	void whatDoesNotShrinkIsStoredAsItIs() throws IOException {
		byte[] noise = random(PART + 1);
		this.fixture.template().save(Album.of("a").withLog(new ByteArrayResource(noise)));
		S3BackedResource log = (S3BackedResource) this.fixture.template()
			.findByKey(Album.class, KEY)
			.orElseThrow()
			.log();
		assertThat(log).isNotNull();
		assertThat(log.getStoredAttribute().storedSize()).isEqualTo(noise.length);
		assertThat(log.getInputStream()).hasBinaryContent(noise);
	}

	@Test
	void aRangeIsReadAsARange() throws IOException {
		byte[] content = random(1_000_000);
		save(new ByteArrayResource(content));
		S3BackedResource film = read();
		assertThat(film.getInputStream(500_000, 10)).hasBinaryContent(Arrays.copyOfRange(content, 500_000, 500_010));
		assertThat(film.getInputStream(1_000_000, 0)).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> film.getInputStream(999_999, 2))
			.withMessageContainingAll("1000000 bytes", "position 999999");
	}

	@Test
	void skippingTheBeginningIsARangeToo() throws IOException {
		byte[] content = random(1_000_000);
		save(new ByteArrayResource(content));
		try (InputStream in = read().getInputStream()) {
			in.skipNBytes(999_000);
			assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 999_000, 1_000_000));
		}
	}

	@Test
	void aStreamFailsBeforeItsLastByteIfTheObjectIsAnother() throws IOException {
		byte[] content = random(300_000);
		save(new ByteArrayResource(content));
		byte[] altered = content.clone();
		altered[17] ^= 1;
		String key = this.fixture.aws().objectSizes().keySet().iterator().next();
		this.fixture.aws()
			.s3()
			.putObject((it) -> it.bucket(this.fixture.aws().bucket()).key(key), RequestBody.fromBytes(altered));
		try (InputStream in = read().getInputStream()) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> in.readNBytes(content.length))
				.withCauseInstanceOf(CorruptObjectException.class);
		}
	}

	@Test
	void aSourceThatFailsLeavesNothing() {
		IOException failure = new IOException("the disk is gone");
		InputStream failing = new SequenceInputStream(new ByteArrayInputStream(random(3 * PART)), new InputStream() {
			@Override
			public int read() throws IOException {
				throw failure;
			}
		});
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> save(new InputStreamResource(failing)))
			.withCause(failure)
			.withMessageContainingAll("source", "after " + 3 * PART + " bytes");
		assertNothingIsStored();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 1 })
	void aSourceThatIsNotAsLongAsItSaysIsRefused(int difference) {
		byte[] content = random(PART + 10);
		Resource lying = new ByteArrayResource(content) {
			@Override
			public long contentLength() {
				return content.length + difference;
			}
		};
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> save(lying))
			.withMessageContaining("says that it has " + (content.length + difference) + " bytes");
		assertNothingIsStored();
	}

	@Test
	void aSourceThatIsTooLongIsRefused() {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> save(new InputStreamResource(endless())))
			.withMessageContaining("s3backed.max-resource-size");
		assertNothingIsStored();
	}

	@Test
	void aStreamEndsWhenAnotherContentOfTheEntityHasFailed(AwsEnvironment aws) {
		try (Fixture failing = Fixture.builder(aws)
			.settings((it) -> it.partSize(PART).maxBytesInFlight(2 * PART))
			.interceptor(new ExecutionInterceptor() {
				@Override
				public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
					if (context.request() instanceof PutObjectRequest) {
						throw new IllegalStateException("no notes");
					}
				}
			})
			.build()
			.withTable(Album.class)) {
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> failing.template()
				.save(Album.of("a").withNotes(S3BackedValue.of("notes")).withFilm(new InputStreamResource(endless()))))
				.withMessageContaining("no notes");
		}
		assertNoOpenUpload();
	}

	@Test
	void aSourceThatCannotBeOpenedIsRefused() {
		Resource closed = new AbstractResource() {
			@Override
			public String getDescription() {
				return "closed resource";
			}

			@Override
			public boolean isOpen() {
				return true;
			}

			@Override
			public InputStream getInputStream() {
				throw new IllegalStateException("closed");
			}
		};
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> save(closed))
			.withMessageContaining("closed resource")
			.withCauseInstanceOf(IllegalStateException.class);
		assertNothingIsStored();
	}

	@Test
	void aDownloadGoesOnFromWhatAnEarlierOneHasLeft(@TempDir Path folder) throws IOException {
		byte[] content = random(2_000_000);
		save(new ByteArrayResource(content));
		S3BackedResource film = read();
		Path file = folder.resolve("film.mp4");
		film.downloadTo(file);
		assertThat(file).hasBinaryContent(content);
		Files.write(part(film, file), Arrays.copyOf(content, 1_500_000));
		this.fixture.requests().clear();
		film.downloadTo(file);
		assertThat(file).hasBinaryContent(content);
		assertThat(Files.list(folder)).containsExactly(file);
	}

	@Test
	void aDownloadThatGoesOnFromSomethingElseIsRefused(@TempDir Path folder) throws IOException {
		byte[] content = random(20_000);
		save(new ByteArrayResource(content));
		S3BackedResource film = read();
		Path file = folder.resolve("film.mp4");
		Files.write(part(film, file), new byte[10_000]);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> film.downloadTo(file))
			.withCauseInstanceOf(CorruptObjectException.class);
		assertThat(Files.list(folder)).isEmpty();
		film.downloadTo(file);
		assertThat(file).hasBinaryContent(content);
	}

	private static Path part(S3BackedResource resource, Path file) {
		String[] segments = resource.getStoredAttribute().uri().split("/");
		return file.resolveSibling(file.getFileName() + "." + segments[segments.length - 2] + ".part");
	}

	private void save(Resource film) {
		this.fixture.template().save(Album.of("a").withFilm(film));
	}

	private S3BackedResource read() {
		Album album = this.fixture.template().findByKey(Album.class, KEY).orElseThrow();
		return (S3BackedResource) Objects.requireNonNull(album.film());
	}

	private void assertNothingIsStored() {
		assertThat(this.fixture.items(Album.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
		assertNoOpenUpload();
	}

	private void assertNoOpenUpload() {
		List<?> uploads = this.fixture.aws()
			.s3()
			.listMultipartUploads((it) -> it.bucket(this.fixture.aws().bucket()))
			.uploads();
		assertThat(uploads).isEmpty();
	}

	private static InputStream endless() {
		return new InputStream() {
			@Override
			public int read() {
				return 'x';
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				return length;
			}
		};
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

}
