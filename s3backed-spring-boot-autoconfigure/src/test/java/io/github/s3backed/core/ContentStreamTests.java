package io.github.s3backed.core;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.S3BackedResource;
import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.SeededBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;

import static io.github.s3backed.core.SeededFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a stream of a stored content asks S3 for.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that tells what it was asked for")
class ContentStreamTests {

	private static final int LENGTH = 1_000_000;

	private final SeededFixture fixture;

	ContentStreamTests(AwsEnvironment aws) {
		this.fixture = new SeededFixture(aws);
	}

	@AfterEach
	void close() throws IOException {
		this.fixture.close();
	}

	@Test
	void nothingIsAskedForBeforeTheFirstByteIsRead() throws IOException {
		S3BackedResource film = film();
		try (InputStream in = film.getInputStream()) {
			assertThat(in.read(new byte[0])).isZero();
			assertThat(in.skip(10)).isEqualTo(10);
		}
		assertThat(ranges()).isEmpty();
	}

	@Test
	void whatIsSkippedAtTheBeginningIsNotDownloaded() throws IOException {
		try (InputStream in = film().getInputStream()) {
			assertThat(in.skip(400_000)).isEqualTo(400_000);
			assertThat(in.skip(-1)).isZero();
			assertThat(in.skip(500_000)).isEqualTo(500_000);
			assertThat(in.readAllBytes()).isEqualTo(bytes(900_000, 100_000));
		}
		assertThat(ranges()).containsExactly("bytes=900000-999999");
	}

	@Test
	void noMoreIsSkippedThanThereIs() throws IOException {
		try (InputStream in = film().getInputStream(100, 1_000)) {
			assertThat(in.skip(2_000)).isEqualTo(1_000);
			assertThat(in.skip(1)).isZero();
			assertThat(in.read()).isEqualTo(-1);
		}
		assertThat(ranges()).isEmpty();
	}

	@Test
	void whatIsSkippedLaterIsRead() throws IOException {
		try (InputStream in = film().getInputStream()) {
			assertThat(in.readNBytes(10)).isEqualTo(bytes(0, 10));
			in.skipNBytes(899_990);
			assertThat(in.readAllBytes()).isEqualTo(bytes(900_000, 100_000));
			assertThat(in.read()).isEqualTo(-1);
		}
		assertThat(ranges()).containsExactly((String) null);
	}

	@Test
	void aCompressedContentIsReadFromItsBeginning() throws IOException {
		byte[] text = "some words that come again and again\n".repeat(20_000).getBytes();
		this.fixture.saveLog(new ByteArrayResource(text));
		this.fixture.s3().clear();
		try (InputStream in = this.fixture.log().getInputStream()) {
			in.skipNBytes(text.length - 5);
			assertThat(new String(in.readAllBytes())).isEqualTo("gain\n");
		}
		assertThat(ranges()).containsExactly((String) null);
	}

	@Test
	void aStreamThatIsClosedGivesNothing() throws IOException {
		InputStream in = film().getInputStream();
		in.close();
		in.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(in::read).withMessageContaining("closed");
		assertThat(ranges()).isEmpty();
	}

	private S3BackedResource film() {
		this.fixture.save(SeededFixture.content(LENGTH));
		this.fixture.s3().clear();
		return this.fixture.film("a");
	}

	private List<@Nullable String> ranges() {
		List<@Nullable String> ranges = new ArrayList<>();
		this.fixture.s3()
			.requests()
			.stream()
			.filter(operation("GetObject"))
			.forEach((request) -> ranges.add(request.range()));
		return ranges;
	}

	private static byte[] bytes(int from, int length) {
		byte[] bytes = new byte[length];
		new SeededBytes(1).fill(from, bytes, 0, length);
		return bytes;
	}

}
