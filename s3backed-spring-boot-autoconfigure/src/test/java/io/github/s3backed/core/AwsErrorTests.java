package io.github.s3backed.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.UnreadableItem;
import io.github.s3backed.testsupport.AwsBackend;
import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A wrong configuration is told with the resource concerned and the property to look at,
 * whether it shows in a write or in a read.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "each store tells a wrong configuration in words of its own")
class AwsErrorTests {

	private static final String BUCKET_SETTINGS = "s3backed.bucket, spring.cloud.aws.s3.region";

	private static final String TABLE_SETTINGS = "spring.cloud.aws.dynamodb.region";

	private static final String CREDENTIALS_SETTING = "spring.cloud.aws.credentials";

	private final AwsEnvironment aws;

	private final ProxiedFixture proxied;

	AwsErrorTests(AwsEnvironment aws) {
		this.aws = aws;
		this.proxied = new ProxiedFixture(aws);
	}

	@AfterEach
	void close() {
		this.proxied.close();
	}

	@Test
	void aTableThatIsMissing() {
		try (Fixture fixture = new Fixture(this.aws)) {
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> fixture.template().insert(Operation.after()))
				.withMessageContainingAll(fixture.table(Page.class), "does not exist",
						"spring.cloud.aws.dynamodb.table-prefix");
			assertThat(this.aws.objectSizes()).isEmpty();
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> fixture.template().findByKey(Page.class, Operation.key()));
		}
	}

	@Test
	void aBucketThatIsMissing() {
		try (Fixture fixture = Fixture.builder(this.aws)
			.settings((it) -> it.bucket("missing-bucket"))
			.tablesOf(this.proxied.fixture())
			.build()) {
			assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
				.isThrownBy(() -> fixture.template().insert(Operation.after()))
				.withMessageContainingAll("'missing-bucket'", "does not exist", BUCKET_SETTINGS);
			assertThat(fixture.items(Page.class)).isEmpty();
		}
	}

	@Test
	void aBucketThatIsMissingWhenObjectsAreRead() {
		String bucket = this.aws.createBucket();
		try (Fixture fixture = Fixture.builder(this.aws)
			.settings((it) -> it.bucket(bucket))
			.tablesOf(this.proxied.fixture())
			.build()) {
			fixture.template().insert(Operation.after());
			this.proxied.s3().always(ProxiedRequest.http("GET", ".*"), Fault.s3Error(404, "NoSuchBucket"));
			try (Fixture reader = Fixture.builder(this.aws)
				.endpoints(this.aws.endpoints().at(this.proxied.s3().endpoint(), this.aws.endpoints().dynamoDb()))
				.settings((it) -> it.bucket(bucket))
				.tablesOf(this.proxied.fixture())
				.build()) {
				assertThatExceptionOfType(InvalidDataAccessResourceUsageException.class)
					.isThrownBy(() -> reader.template().findByKey(Page.class, Operation.key()))
					.withMessageContainingAll(bucket, "does not exist", BUCKET_SETTINGS);
				assertThat(reader.events()).isEmpty();
			}
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("ofS3")
	void anErrorOfS3WhenObjectsAreWritten(int status, String code, Class<? extends DataAccessException> type,
			String mentioned) {
		this.proxied.s3().always(ProxiedRequest.http("PUT", ".*"), Fault.s3Error(status, code));
		Throwable thrown = catchThrowable(() -> this.proxied.template().insert(Operation.after()));
		assertTold(thrown, type, this.aws.bucket(), mentioned);
		assertThat(this.proxied.stored().items()).isEmpty();
		assertThat(this.proxied.stored().objects()).isEmpty();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("ofS3")
	void anErrorOfS3WhenObjectsAreReadIsNoDanglingPointer(int status, String code,
			Class<? extends DataAccessException> type, String mentioned) {
		this.proxied.template().insert(Operation.after());
		this.proxied.s3().always(ProxiedRequest.http("GET", ".*"), Fault.s3Error(status, code));
		Throwable thrown = catchThrowable(() -> this.proxied.template().findByKey(Page.class, Operation.key()));
		assertTold(thrown, type, this.aws.bucket(), mentioned);
		assertThat(this.proxied.fixture().events()).isEmpty();
	}

	@Test
	void anObjectThatMayNotBeReadIsNoDanglingPointer() {
		this.proxied.template().insert(Operation.after());
		this.proxied.s3().always(ProxiedRequest.http("GET", ".*"), Fault.s3Error(403, "AccessDenied"));
		assertThatExceptionOfType(PermissionDeniedDataAccessException.class)
			.isThrownBy(() -> this.proxied.template().findByKey(Page.class, Operation.key()))
			.withMessageContainingAll("Attribute '", this.proxied.fixture().table(Page.class), this.aws.bucket(),
					"s3:GetObject", "s3:ListBucket")
			.withRootCauseInstanceOf(AwsServiceException.class);
		assertThat(this.proxied.fixture().events()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 403, 404 })
	void anErrorPageOfWhatIsBetweenTellsNothingOfAnObject(int status) {
		this.proxied.template().insert(Operation.after());
		this.proxied.s3()
			.always(ProxiedRequest.http("GET", ".*"), Fault.reply(status, "text/html", "<html>no backend</html>"));
		List<UnreadableItem> unreadable = new ArrayList<>();
		assertThat(catchThrowable(() -> this.proxied.template().findByKey(Page.class, Operation.key())))
			.isInstanceOf(DataAccessException.class)
			.isNotInstanceOf(DanglingPointerException.class)
			.hasMessageNotContaining("s3:ListBucket");
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(
				() -> this.proxied.template().findAllByKey(Page.class, List.of(Operation.key()), unreadable::add));
		assertThat(unreadable).isEmpty();
		assertThat(this.proxied.fixture().events()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void anEmptyAnswerOfS3(int status, Class<? extends DataAccessException> type, String mentioned) {
		this.proxied.s3().always(ProxiedRequest.http("PUT", ".*"), Fault.reply(status, "application/xml", ""));
		assertTold(catchThrowable(() -> this.proxied.template().insert(Operation.after())), type, this.aws.bucket(),
				mentioned);
		assertThat(this.proxied.stored().items()).isEmpty();
		assertThat(this.proxied.stored().objects()).isEmpty();
	}

	static Stream<Arguments> anEmptyAnswerOfS3() {
		return Stream.of(Arguments.of(401, PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING),
				Arguments.of(403, PermissionDeniedDataAccessException.class, "s3backed.expected-bucket-owner"),
				Arguments.of(404, InvalidDataAccessResourceUsageException.class, BUCKET_SETTINGS),
				Arguments.of(409, CannotAcquireLockException.class, "try again"),
				Arguments.of(412, OptimisticLockingFailureException.class, "is not what the request expects"));
	}

	static Stream<Arguments> ofS3() {
		return Stream.of(
				Arguments.of(301, "PermanentRedirect", InvalidDataAccessResourceUsageException.class, BUCKET_SETTINGS),
				Arguments.of(400, "AuthorizationHeaderMalformed", InvalidDataAccessResourceUsageException.class,
						BUCKET_SETTINGS),
				Arguments.of(403, "InvalidAccessKeyId", PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING),
				Arguments.of(403, "SignatureDoesNotMatch", PermissionDeniedDataAccessException.class,
						CREDENTIALS_SETTING),
				Arguments.of(400, "ExpiredToken", PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void anErrorOfDynamoDb(String code, Class<? extends DataAccessException> type, String mentioned) {
		this.proxied.dynamoDb()
			.always(ProxiedRequest.operation("PutItem").or(ProxiedRequest.operation("GetItem")),
					Fault.dynamoDbError(400, code));
		for (Operation operation : Operation.CREATING) {
			Throwable thrown = catchThrowable(() -> operation.run(this.proxied.template()));
			assertTold(thrown, type, this.proxied.fixture().table(Page.class), mentioned);
		}
		assertThat(this.proxied.stored().objects()).isEmpty();
		assertTold(catchThrowable(() -> this.proxied.template().findByKey(Page.class, Operation.key())), type,
				this.proxied.fixture().table(Page.class), mentioned);
	}

	static Stream<Arguments> anErrorOfDynamoDb() {
		return Stream.of(
				Arguments.of("ResourceNotFoundException", InvalidDataAccessResourceUsageException.class,
						TABLE_SETTINGS),
				Arguments.of("UnrecognizedClientException", PermissionDeniedDataAccessException.class,
						CREDENTIALS_SETTING),
				Arguments.of("ExpiredTokenException", PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING),
				Arguments.of("InvalidSignatureException", PermissionDeniedDataAccessException.class,
						CREDENTIALS_SETTING),
				Arguments.of("AccessDeniedException", PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING));
	}

	@Test
	void credentialsThatAreMissing() {
		AwsEndpoints withoutCredentials = new AwsEndpoints(this.aws.endpoints().s3(), this.aws.endpoints().dynamoDb(),
				this.aws.endpoints().region(), SystemPropertyCredentialsProvider.create(), true);
		try (Fixture fixture = Fixture.builder(this.aws)
			.endpoints(withoutCredentials)
			.tablesOf(this.proxied.fixture())
			.build()) {
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> fixture.template().save(Operation.after()))
				.withMessageContainingAll(fixture.table(Page.class), CREDENTIALS_SETTING)
				.withCauseInstanceOf(SdkClientException.class);
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> fixture.template().insert(Operation.after()))
				.withMessageContainingAll(this.aws.bucket(), CREDENTIALS_SETTING)
				.withCauseInstanceOf(SdkClientException.class);
		}
		assertThat(this.proxied.stored().items()).isEmpty();
	}

	private static void assertTold(Throwable thrown, Class<? extends DataAccessException> type, String resource,
			String mentioned) {
		assertThat(thrown).isInstanceOf(type)
			.hasMessageContainingAll(resource, mentioned)
			.hasCauseInstanceOf(AwsServiceException.class);
		assertThat(thrown.getSuppressed()).isEmpty();
	}

	@Test
	void aClientThatIsClosed() {
		Operation.SAVE_CHANGED.prepare(this.proxied.template());
		this.proxied.fixture().closeClients();
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> this.proxied.template().insert(Operation.after()),
				() -> this.proxied.template().findByKey(Page.class, Operation.key()))) {
			assertThatExceptionOfType(DataAccessResourceFailureException.class).isThrownBy(call);
		}
	}

}
