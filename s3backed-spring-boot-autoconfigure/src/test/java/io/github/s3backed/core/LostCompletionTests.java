package io.github.s3backed.core;

import java.io.IOException;

import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static io.github.s3backed.core.SeededFixture.PART;
import static io.github.s3backed.core.SeededFixture.content;
import static io.github.s3backed.core.SeededFixture.operation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Answers to {@code CompleteMultipartUpload} that are lost, or do not tell the truth:
 * {@code HeadObject} does.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "S3 is one that loses answers")
class LostCompletionTests {

	private static final long LENGTH = PART + 100_001;

	/** More than a client ever sends. */
	private static final int ALWAYS = 20;

	private static final String COMPLETE = "CompleteMultipartUpload";

	private final SeededFixture fixture;

	LostCompletionTests(AwsEnvironment aws) {
		this.fixture = new SeededFixture(aws);
	}

	@AfterEach
	void close() throws IOException {
		this.fixture.close();
	}

	@Test
	void anAnswerThatIsLostIsLookedFor() throws IOException {
		this.fixture.s3().loseReply(operation(COMPLETE));
		requireSaved();
		assertThat(this.fixture.s3().counts()).containsEntry("HeadObject", 1L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500, 503 })
	void anErrorThoughItIsDoneIsLookedInto(int status) throws IOException {
		this.fixture.s3().denyWhenDone(operation(COMPLETE), status, "InternalError");
		requireSaved();
		assertThat(this.fixture.s3().counts()).containsEntry("HeadObject", 1L);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500 })
	void anErrorOnceIsTriedAgain(int status) throws IOException {
		this.fixture.s3().refuse(operation(COMPLETE), status, "InternalError");
		requireSaved();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500 })
	void anErrorEachTimeEndsTheUploadWithoutATrace(int status) {
		for (int times = 0; times < ALWAYS; times++) {
			this.fixture.s3().refuse(operation(COMPLETE), status, "InternalError");
		}
		requireFailed("InternalError");
		assertThat(this.fixture.s3().counts()).containsEntry("HeadObject", 1L);
	}

	@Test
	void aRefusalEndsTheUploadWithoutATrace() {
		this.fixture.s3().refuse(operation(COMPLETE), 403, "AccessDenied");
		requireFailed("AccessDenied");
	}

	@Test
	void whereNobodyCanTellTheObjectIsRemoved() {
		this.fixture.s3().loseReply(operation(COMPLETE));
		for (int times = 0; times < ALWAYS; times++) {
			this.fixture.s3().refuse(operation("HeadObject"), 403, "AccessDenied");
		}
		requireFailed("NoSuchUpload");
	}

	private void requireSaved() throws IOException {
		this.fixture.save(content(LENGTH));
		this.fixture.requireFilm("a", LENGTH);
		this.fixture.requireNothingOpen();
		assertThat(this.fixture.s3().keys()).hasSize(1);
		assertThat(this.fixture.s3().parts().values()).containsOnly(1L);
	}

	private void requireFailed(String code) {
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.fixture.save(content(LENGTH)))
			.withStackTraceContaining(code);
		this.fixture.requireNothing();
	}

}
