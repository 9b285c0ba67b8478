package io.github.s3backed.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedExchange;
import io.github.s3backed.testsupport.ProxiedReply;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The machine is suspended for a day between the uploads of a write and its commit: a
 * sweep may have removed what it has uploaded.
 */
@AwsTest(proxied = true)
class SuspendedMachineTests {

	private static final String THROTTLED = "ProvisionedThroughputExceededException";

	private static final String SKEWED = "RequestTimeTooSkewed";

	private final AwsEnvironment aws;

	private final Machine machine = new Machine();

	private @Nullable ProxiedFixture proxied;

	SuspendedMachineTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	@AfterEach
	void close() {
		if (this.proxied != null) {
			this.proxied.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void beforeTheCommitIsSigned(Operation operation) {
		ProxiedFixture fixture = prepare(operation, Machine.beforeSigning(this.machine::wakeUp));
		assertRefused(fixture, operation, 0);
	}

	@ParameterizedTest
	@EnumSource
	void betweenSigningAndSending(Operation operation) {
		ProxiedFixture fixture = prepare(operation, Machine.afterSigning(this.machine::wakeUp));
		assertRefused(fixture, operation, 0);
	}

	@ParameterizedTest
	@EnumSource
	void whileTheClockWasSetBack(Operation operation) {
		ProxiedFixture fixture = prepare(operation, Machine.beforeSigning(this.machine::setBack));
		assertRefused(fixture, operation, 0);
	}

	@ParameterizedTest
	@EnumSource
	void beforeTheCommitIsSignedAnewBecauseItsSignatureHasExpired(Operation operation) {
		ProxiedFixture fixture = prepare(operation);
		fixture.dynamoDb().always(ProxiedRequest.operation(operation.commit()), (exchange) -> {
			this.machine.wakeUp();
			Fault.dynamoDbError(403, SKEWED).apply(exchange);
		});
		assertRefused(fixture, operation, 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "INSERT", "DELETE" })
	void beforeAThrottledCommitIsRepeated(Operation operation) {
		ProxiedFixture fixture = prepare(operation);
		fixture.dynamoDb().always(ProxiedRequest.operation(operation.commit()), (exchange) -> {
			this.machine.wakeUp();
			Fault.dynamoDbError(400, THROTTLED).apply(exchange);
		});
		assertRefused(fixture, operation, 1);
	}

	@ParameterizedTest
	@EnumSource(names = { "SAVE_CHANGED", "UPDATE", "DELETE" })
	void beforeACommitWhoseAnswerWasLostIsRepeated(Operation operation) {
		ProxiedFixture fixture = prepare(operation);
		Stored before = fixture.stored();
		fixture.dynamoDb().always(ProxiedRequest.operation(operation.commit()), (exchange) -> {
			this.machine.wakeUp();
			exchange.reset();
		});
		WriteOutcomeUnknownException unknown = catchThrowableOfType(WriteOutcomeUnknownException.class,
				() -> operation.run(fixture.template()));
		assertThat(fixture.received(operation.commit())).isEqualTo(1);
		assertThat(fixture.stored().items()).isEqualTo(before.items());
		assertThat(fixture.stored().present(this.aws.bucket())).containsAll(before.present(this.aws.bucket()))
			.containsAll(unknown.getObjectUris());
	}

	/**
	 * Neither clock knows. DynamoDB does, and its answer must not let the SDK sign anew
	 * what was uploaded a day ago.
	 */
	@ParameterizedTest
	@EnumSource
	void withoutKnowing(Operation operation) {
		ProxiedFixture fixture = prepare(operation);
		fixture.dynamoDb().next(ProxiedRequest.operation(operation.commit()), (exchange) -> expired(exchange));
		operation.run(fixture.template());
		List<String> commits = fixture.dynamoDb()
			.requests()
			.stream()
			.filter(ProxiedRequest.operation(operation.commit()))
			.map((request) -> new String(request.body()))
			.toList();
		assertThat(commits).hasSize(2);
		if (operation.commit().equals("PutItem")) {
			assertThat(commits).doesNotHaveDuplicates();
		}
		Stored stored = fixture.stored();
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

	private static void expired(ProxiedExchange exchange) throws java.io.IOException {
		exchange.reply(ProxiedReply.of(403, "application/x-amz-json-1.0", "{\"__type\":\"" + SKEWED + "\"}")
			.withDate(Instant.now().plus(Machine.DAY)));
	}

	@ParameterizedTest
	@FieldSource("io.github.s3backed.core.Operation#UPLOADING")
	void beforeItUploads(Operation operation) {
		ProxiedFixture fixture = prepare(operation);
		fixture.s3().clear();
		fixture.dynamoDb().always(ProxiedRequest.operation("GetItem"), (exchange) -> {
			ProxiedReply reply = exchange.forward();
			this.machine.wakeUp();
			exchange.reply(reply);
		});
		fixture.s3().always(ProxiedRequest.http("PUT", ".*"), (exchange) -> {
			this.machine.wakeUp();
			Fault.none().apply(exchange);
		});
		assertRefused(fixture, operation, 0);
		boolean readsFirst = Operation.READING_FIRST.contains(operation);
		assertThat(fixture.s3().requests()).filteredOn(ProxiedRequest.http("PUT", ".*"))
			.hasSizeLessThanOrEqualTo(readsFirst ? 0 : 2);
	}

	private ProxiedFixture prepare(Operation operation, ExecutionInterceptor... interceptors) {
		UnaryOperator<Fixture.Builder> customizer = (builder) -> {
			List.of(interceptors).forEach(builder::interceptor);
			return builder.platform(this.machine::under)
				.settings((settings) -> settings.settleTimeout(Duration.ofMillis(300)));
		};
		ProxiedFixture fixture = new ProxiedFixture(this.aws, customizer);
		this.proxied = fixture;
		try (Fixture plain = Fixture.builder(this.aws).tablesOf(fixture.fixture()).build()) {
			operation.prepare(plain.template());
		}
		return fixture;
	}

	private void assertRefused(ProxiedFixture fixture, Operation operation, int sent) {
		Stored before = fixture.stored();
		TransientDataAccessResourceException refused = catchThrowableOfType(TransientDataAccessResourceException.class,
				() -> operation.run(fixture.template()));
		assertThat(refused).hasMessageContaining("s3backed.lease");
		assertThat(refused.getSuppressed()).isEmpty();
		assertThat(fixture.received(operation.commit())).isEqualTo(sent);
		assertThat(fixture.stored()).isEqualTo(before);
		Stored stored = fixture.stored();
		assertThat(stored.present(this.aws.bucket())).isEqualTo(stored.pointedTo());
	}

}
