package io.github.s3backed.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.s3backed.S3BackedResource;
import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.SeededBytes;
import io.github.s3backed.testsupport.SeededRequest;
import io.github.s3backed.testsupport.SeededS3;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DataAccessException;

import static io.github.s3backed.core.SeededFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections that break while a content is read.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that breaks connections at a given byte")
class BrokenDownloadTests {

	private static final int LENGTH = 3_000_003;

	private static final int PLACES = 100;

	/** How many requests bring nothing until a stream gives up, the first included. */
	private static final int ATTEMPTS = 6;

	private final Random random = new Random(7);

	private final SeededFixture fixture;

	BrokenDownloadTests(AwsEnvironment aws) {
		this.fixture = new SeededFixture(aws);
	}

	@AfterEach
	void close() throws IOException {
		Thread.interrupted();
		this.fixture.close();
	}

	@Test
	void whereverAConnectionBreaksTheRestIsReadAsARange() throws IOException {
		S3BackedResource film = film();
		byte[] content = bytes(0, LENGTH);
		String eTag = eTag(film);
		for (int place = 0; place < PLACES; place++) {
			int position = (place == 0) ? 0 : 1 + this.random.nextInt(LENGTH - 1);
			this.fixture.s3().clear();
			breakOff(position);
			requireSame(film.getInputStream(), content, position);
			assertThat(ranges()).containsExactly(null, range(position, LENGTH));
			assertThat(ifMatches()).containsExactly(null, eTag);
		}
	}

	@Test
	void whereverAConnectionBreaksACompressedContentComesBack() throws IOException {
		byte[] text = text();
		this.fixture.saveLog(new ByteArrayResource(text));
		S3BackedResource log = this.fixture.log();
		String eTag = eTag(log);
		int stored = (int) log.getStoredAttribute().storedSize();
		assertThat(stored).isLessThan(text.length / 2);
		for (int place = 0; place < PLACES; place++) {
			int position = 1 + this.random.nextInt(stored - 1);
			this.fixture.s3().clear();
			breakOff(position);
			requireSame(log.getInputStream(), text, position);
			assertThat(ranges()).containsExactly(null, range(position, stored));
			assertThat(ifMatches()).containsExactly(null, eTag);
		}
	}

	@Test
	void aRangeThatBreaksGoesOnWithItsRest() throws IOException {
		S3BackedResource film = film();
		breakOff(70_000);
		breakOff(30_000);
		assertThat(film.getInputStream(1_000_000, 500_000)).hasBinaryContent(bytes(1_000_000, 500_000));
		assertThat(ranges()).containsExactly(range(1_000_000, 1_500_000), range(1_070_000, 1_500_000),
				range(1_100_000, 1_500_000));
	}

	@Test
	void aConnectionMayBreakManyTimesAsLongAsEachBringsSomething() throws IOException {
		S3BackedResource film = film();
		for (int times = 0; times < 5 * ATTEMPTS; times++) {
			breakOff(1 + this.random.nextInt(LENGTH / PLACES));
		}
		assertThat(film.getInputStream()).hasBinaryContent(bytes(0, LENGTH));
		assertThat(ranges()).hasSize(5 * ATTEMPTS + 1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1_000 })
	void aConnectionThatBringsNothingAnyMoreIsGivenUp(int position) throws IOException {
		S3BackedResource film = film();
		breakOff(position);
		for (int times = 0; times < 5 * ATTEMPTS; times++) {
			breakOff(0);
		}
		try (InputStream in = film.getInputStream()) {
			assertThat(in.readNBytes(position)).hasSize(position);
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read)
				.withMessageContainingAll(film.getStoredAttribute().uri(), "byte " + position + " of " + LENGTH)
				.withCauseInstanceOf(DataAccessException.class);
		}
		assertThat(ranges()).hasSize(ATTEMPTS);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void anObjectThatHasChangedMeanwhileIsNotMixedWithWhatItWas(boolean ignored) throws IOException {
		S3BackedResource film = film();
		breakOff(1_000_000);
		try (InputStream in = film.getInputStream(0, LENGTH - 1)) {
			assertThat(in.readNBytes(1_000_000)).isEqualTo(bytes(0, 1_000_000));
			replaceWithOtherBytes();
			if (ignored) {
				this.fixture.s3().ignore("if-match");
			}
			assertThatExceptionOfType(IOException.class).isThrownBy(in::read)
				.withMessageContaining(SeededS3.BUCKET)
				.withCauseInstanceOf(DataAccessException.class);
		}
		assertThat(ranges()).hasSize(2);
	}

	@Test
	void aStoreThatDoesNotKnowRangesIsReadFromTheBeginning() throws IOException {
		S3BackedResource film = film();
		this.fixture.s3().ignore("range");
		breakOff(1_000_000);
		breakOff(2_000_000);
		assertThat(film.getInputStream()).hasBinaryContent(bytes(0, LENGTH));
		assertThat(film.getInputStream(1_000_000, 10)).hasBinaryContent(bytes(1_000_000, 10));
		assertThat(ranges()).containsExactly(null, range(1_000_000, LENGTH), range(2_000_000, LENGTH),
				range(1_000_000, 1_000_010));
	}

	@Test
	void anInterruptEndsAStreamWithAnErrorThatStreamsHave() throws IOException {
		try (InputStream in = film().getInputStream()) {
			assertThat(in.readNBytes(1_000)).hasSize(1_000);
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void aStreamThatIsClosedEarlyBreaksItsConnectionOff() throws IOException {
		this.fixture.save(SeededFixture.content(60 << 20));
		S3BackedResource film = this.fixture.film("a");
		this.fixture.s3().clear();
		try (InputStream in = film.getInputStream()) {
			assertThat(in.read()).isNotNegative();
		}
		assertThat(film.getInputStream(5, 5)).hasBinaryContent(bytes(5, 5));
		assertThat(this.fixture.s3().bytesSent()).isLessThan(30 << 20);
	}

	@Test
	void rangesThatAreReadToTheirEndShareAConnection() throws IOException {
		S3BackedResource film = film();
		assertThat(film.getInputStream(0, 1)).hasBinaryContent(bytes(0, 1));
		int before = this.fixture.s3().accepted();
		for (int range = 0; range < 20; range++) {
			assertThat(film.getInputStream(range, 1_000)).hasBinaryContent(bytes(range, 1_000));
		}
		assertThat(this.fixture.s3().accepted()).isEqualTo(before);
	}

	/**
	 * Leaves the stream open: at its end it needs no connection any more.
	 */
	private static void requireSame(InputStream found, byte[] expected, int position) throws IOException {
		assertThat(Arrays.equals(found.readAllBytes(), expected)).as("same bytes, broken at byte " + position).isTrue();
	}

	private S3BackedResource film() {
		this.fixture.save(SeededFixture.content(LENGTH));
		this.fixture.s3().clear();
		return this.fixture.film("a");
	}

	private void breakOff(long bytes) {
		this.fixture.s3().breakOff(operation("GetObject"), bytes);
	}

	private void replaceWithOtherBytes() {
		String key = this.fixture.s3().keys().iterator().next();
		try (S3Client client = this.fixture.s3().client()) {
			client.putObject((it) -> it.bucket(SeededS3.BUCKET).key(key), RequestBody
				.fromContentProvider(() -> new SeededBytes(2).stream(LENGTH), LENGTH, "application/octet-stream"));
		}
	}

	private List<@Nullable String> ranges() {
		return gets().stream().map(SeededRequest::range).toList();
	}

	private List<@Nullable String> ifMatches() {
		List<@Nullable String> found = new ArrayList<>();
		gets().forEach((request) -> found.add(request.headers().get("if-match")));
		return found;
	}

	private List<SeededRequest> gets() {
		return this.fixture.s3().requests().stream().filter(operation("GetObject")).toList();
	}

	private String eTag(S3BackedResource resource) {
		String uri = resource.getStoredAttribute().uri();
		try (S3Client client = this.fixture.s3().client()) {
			return client.headObject(
					(it) -> it.bucket(SeededS3.BUCKET).key(uri.substring(("s3://" + SeededS3.BUCKET + "/").length())))
				.eTag();
		}
	}

	private static @Nullable String range(int from, int to) {
		return (from == 0) ? null : "bytes=" + from + "-" + (to - 1);
	}

	private static byte[] bytes(int from, int length) {
		byte[] bytes = new byte[length];
		new SeededBytes(1).fill(from, bytes, 0, length);
		return bytes;
	}

	private byte[] text() {
		byte[] text = new byte[LENGTH];
		byte[] words = new byte[1_000];
		this.random.nextBytes(words);
		for (int at = 0; at < LENGTH; at += 10) {
			int word = this.random.nextInt(words.length - 10);
			System.arraycopy(words, word, text, at, Math.min(10, LENGTH - at));
		}
		return Arrays.copyOf(text, LENGTH);
	}

}
