package io.github.s3backed.core;

import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;

import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.SeededRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static io.github.s3backed.core.SeededFixture.PART;
import static io.github.s3backed.core.SeededFixture.content;
import static io.github.s3backed.core.SeededFixture.operation;
import static io.github.s3backed.core.SeededFixture.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Requests that fail while a content is sent in parts.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that breaks connections at a given byte")
class BrokenUploadTests {

	private static final int PARTS = 5;

	private static final long LENGTH = (PARTS - 1) * (long) PART + 100_001;

	/** More than a client ever sends. */
	private static final int ALWAYS = 20;

	private final Random random = new Random(11);

	private final SeededFixture fixture;

	BrokenUploadTests(AwsEnvironment aws) {
		this.fixture = new SeededFixture(aws);
	}

	@AfterEach
	void close() throws IOException {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, PARTS })
	void aPartWhoseConnectionBreaksIsSentAgainAndNoOther(int number) throws IOException {
		this.fixture.s3().breakOff(part(number), this.random.nextInt((number < PARTS) ? PART : 100_001));
		this.fixture.save(content(LENGTH));
		assertThat(this.fixture.s3().parts()).isEqualTo(partsOnceBut(number));
		requireOneOfEachOther();
		this.fixture.requireFilm("a", LENGTH);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, PARTS })
	void aPartWhoseAnswerIsLostIsSentAgainAndNoOther(int number) throws IOException {
		this.fixture.s3().loseReply(part(number));
		this.fixture.save(content(LENGTH));
		assertThat(this.fixture.s3().parts()).isEqualTo(partsOnceBut(number));
		requireOneOfEachOther();
		this.fixture.requireFilm("a", LENGTH);
	}

	@Test
	void aContentThatIsSentAtOnceIsSentAgain() throws IOException {
		this.fixture.s3().breakOff(operation("PutObject"), this.random.nextInt(PART));
		this.fixture.save(content(PART));
		assertThat(this.fixture.s3().counts()).containsEntry("PutObject", 2L)
			.doesNotContainKey("CreateMultipartUpload");
		this.fixture.requireFilm("a", PART);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, PARTS })
	void aPartThatIsRefusedEndsTheUploadWithoutATrace(int number) {
		this.fixture.s3().refuse(part(number), 403, "AccessDenied");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.fixture.save(content(LENGTH)))
			.withStackTraceContaining("AccessDenied");
		assertThat(this.fixture.s3().counts()).containsEntry("AbortMultipartUpload", 1L)
			.doesNotContainKey("CompleteMultipartUpload");
		this.fixture.requireNothing();
	}

	@Test
	void aPartThatIsBrokenEachTimeEndsTheUploadWithoutATrace() {
		always(part(3));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.fixture.save(content(LENGTH)))
			.withMessageContaining("seeded");
		this.fixture.requireNothing();
	}

	@Test
	void theFirstErrorIsTold() {
		this.fixture.s3().refuse(part(2), 403, "AccessDenied");
		this.fixture.s3().refuse(operation("AbortMultipartUpload"), 403, "AbortDenied");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.fixture.save(content(LENGTH)))
			.withStackTraceContaining("AccessDenied")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).as("what went wrong later").isNotEmpty());
		assertThat(this.fixture.s3().keys()).isEmpty();
		assertThat(this.fixture.inFlight()).isZero();
	}

	@Test
	void noMoreIsInMemoryThanIsAllowed() throws IOException {
		this.fixture.save(content(LENGTH));
		assertThat(this.fixture.peakInFlight()).isPositive().isLessThanOrEqualTo(2 * PART);
		this.fixture.requireNothingOpen();
		this.fixture.requireFilm("a", LENGTH);
	}

	private void always(Predicate<SeededRequest> requests) {
		for (int times = 0; times < ALWAYS; times++) {
			this.fixture.s3().breakOff(requests, 1_000);
		}
	}

	private void requireOneOfEachOther() {
		assertThat(this.fixture.s3().counts()).containsEntry("CreateMultipartUpload", 1L)
			.containsEntry("CompleteMultipartUpload", 1L)
			.doesNotContainKeys("AbortMultipartUpload", "PutObject");
		this.fixture.requireNothingOpen();
	}

	private static Map<Integer, Long> partsOnceBut(int twice) {
		Map<Integer, Long> parts = new TreeMap<>();
		for (int number = 1; number <= PARTS; number++) {
			parts.put(number, (number == twice) ? 2L : 1L);
		}
		return parts;
	}

}
