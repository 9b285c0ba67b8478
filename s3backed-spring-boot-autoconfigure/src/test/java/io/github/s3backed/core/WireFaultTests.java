package io.github.s3backed.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults on the way to and from S3: they are survived by trying again, or told; never is
 * an object stored twice or wrong data returned.
 */
@AwsTest(proxied = true)
class WireFaultTests {

	private static final String ANY_KEY = "/[^/]+/.+";

	private static final String ONE_KEY = ".*/html/.*";

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Stored NOTHING = new Stored(List.of(), Map.of());

	private final AwsEnvironment aws;

	private ProxiedFixture proxied;

	WireFaultTests(AwsEnvironment aws) {
		this.aws = aws;
		this.proxied = new ProxiedFixture(aws);
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	private void restart(Compression compression) {
		this.proxied.close();
		this.proxied = new ProxiedFixture(this.aws, (it) -> it.compression(compression));
	}

	@ParameterizedTest
	@EnumSource
	void anUploadThatFailsOnceIsTriedAgainAndStoredOnce(Trouble trouble) {
		this.proxied.s3().next(ProxiedRequest.http("PUT", ANY_KEY), trouble.fault);
		this.proxied.template().save(page());
		assertThat(this.proxied.s3().requests()).hasSize(3);
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(page());
		Stored stored = this.proxied.stored();
		assertThat(stored.present(this.aws.bucket())).hasSize(2).isEqualTo(stored.pointedTo());
	}

	@Test
	void anUploadThatAlwaysFailsLeavesNothing() {
		this.proxied.s3().always(ProxiedRequest.http("PUT", ONE_KEY), Fault.connectionReset());
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.proxied.template().save(page()))
			.withMessageContaining(this.aws.bucket());
		assertThat(this.proxied.stored()).isEqualTo(NOTHING);
	}

	@Test
	void anUploadWhoseAnswersAreAllLostLeavesNothing() {
		this.proxied.s3().always(ProxiedRequest.http("PUT", ONE_KEY), Fault.replyLost());
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.proxied.template().save(page()));
		assertThat(this.proxied.stored()).isEqualTo(NOTHING);
	}

	@Test
	void anUploadThatIsAnsweredByAnErrorWithASuccessfulStatusIsNotCommitted() {
		this.proxied.s3().always(ProxiedRequest.http("PUT", ONE_KEY), Fault.s3Error(200, "InternalError"));
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.proxied.template().save(page()))
			.withMessageContaining(this.aws.bucket());
		assertThat(this.proxied.stored()).isEqualTo(NOTHING);
	}

	@ParameterizedTest
	@EnumSource
	void aDownloadThatFailsOnceIsTriedAgain(Trouble trouble) {
		this.proxied.template().save(page());
		this.proxied.s3().next(ProxiedRequest.http("GET", ONE_KEY), trouble.fault);
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(page());
	}

	@ParameterizedTest(name = "{0}, {1} bytes")
	@MethodSource("truncations")
	void aDownloadThatBreaksOffOnceIsTriedAgain(Compression compression, int length) {
		restart(compression);
		this.proxied.template().save(page());
		this.proxied.s3().next(ProxiedRequest.http("GET", ONE_KEY), Fault.truncated(length));
		assertThat(this.proxied.template().findByKey(Page.class, Operation.key())).contains(page());
	}

	@ParameterizedTest(name = "{0}, {1} bytes")
	@MethodSource("truncations")
	void aDownloadThatAlwaysBreaksOffIsAnError(Compression compression, int length) {
		restart(compression);
		this.proxied.template().save(page());
		this.proxied.s3().always(ProxiedRequest.http("GET", ONE_KEY), Fault.truncated(length));
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.proxied.template().findByKey(Page.class, Operation.key()))
			.withMessageContaining(this.aws.bucket());
		assertThat(this.proxied.s3().requests().stream().filter(ProxiedRequest.http("GET", ONE_KEY)))
			.hasSize(ProxiedFixture.ATTEMPTS);
	}

	static Stream<Arguments> truncations() {
		return Stream.of(Compression.values())
			.flatMap((compression) -> Stream.of(0, 1, 300).map((length) -> Arguments.of(compression, length)));
	}

	@Test
	void aDownloadThatIsAnsweredByAnErrorWithASuccessfulStatusIsAnError() {
		this.proxied.template().save(page());
		this.proxied.s3().always(ProxiedRequest.http("GET", ONE_KEY), Fault.s3Error(200, "InternalError"));
		assertThatExceptionOfType(CorruptObjectException.class)
			.isThrownBy(() -> this.proxied.template().findByKey(Page.class, Operation.key()));
	}

	@Test
	void aDownloadThatStallsOnceIsTriedAgainAfterTheAttemptsTimeout() {
		try (ProxiedFixture patient = new ProxiedFixture(this.aws,
				(it) -> it.clients((client) -> client.apiCallAttemptTimeout(PATIENCE)))) {
			patient.template().save(page());
			patient.s3().next(ProxiedRequest.http("GET", ONE_KEY), Fault.stalled(300));
			assertThat(patient.template().findByKey(Page.class, Operation.key())).contains(page());
		}
	}

	@Test
	void aDownloadThatStallsEndsWithTheCallsTimeout() {
		try (ProxiedFixture impatient = new ProxiedFixture(this.aws,
				(it) -> it.clients((client) -> client.apiCallTimeout(PATIENCE)))) {
			impatient.template().save(page());
			impatient.s3().always(ProxiedRequest.http("GET", ONE_KEY), Fault.stalled(300));
			assertThatExceptionOfType(QueryTimeoutException.class)
				.isThrownBy(() -> impatient.template().findByKey(Page.class, Operation.key()))
				.withMessageContaining(this.aws.bucket());
		}
	}

	@Test
	void aDownloadThatIsRefusedForNowIsTransient() {
		this.proxied.template().save(page());
		this.proxied.s3().always(ProxiedRequest.http("GET", ONE_KEY), Fault.s3Error(503, "SlowDown"));
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.proxied.template().findByKey(Page.class, Operation.key()))
			.withMessageContaining(this.aws.bucket());
	}

	/**
	 * A page whose HTML has more than 300 bytes even when it is compressed.
	 */
	private static Page page() {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < 1000; i++) {
			html.append(i * 7919 % 1009).append(' ');
		}
		Page page = Operation.after();
		page.setHtml(html.toString());
		return page;
	}

	/**
	 * What can go wrong before S3 has answered.
	 */
	enum Trouble {

		CONNECTION_RESET(Fault.connectionReset()),

		REPLY_LOST(Fault.replyLost()),

		STATUS_500(Fault.s3Error(500, "InternalError")),

		STATUS_503(Fault.s3Error(503, "SlowDown"));

		private final Fault fault;

		Trouble(Fault fault) {
			this.fault = fault;
		}

	}

}
