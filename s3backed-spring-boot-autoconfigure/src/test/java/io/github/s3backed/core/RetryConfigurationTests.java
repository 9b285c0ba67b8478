package io.github.s3backed.core;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import io.github.s3backed.testsupport.Fault;
import io.github.s3backed.testsupport.ProxiedRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.retry.RetryPolicy;
import software.amazon.awssdk.core.retry.backoff.BackoffStrategy;
import software.amazon.awssdk.core.retry.conditions.MaxNumberOfRetriesCondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * However the retries of the client are configured, a commit whose outcome is uncertain
 * is sent once.
 */
@AwsTest(proxied = true)
class RetryConfigurationTests {

	private final AwsEnvironment aws;

	RetryConfigurationTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	private ProxiedFixture proxied(Consumer<ClientOverrideConfiguration.Builder> retries, Duration settleTimeout) {
		return new ProxiedFixture(this.aws,
				(it) -> it.clients(retries).settings((settings) -> settings.settleTimeout(settleTimeout)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configurations")
	void doesNotSendAnUncertainCreationAgain(String name, Consumer<ClientOverrideConfiguration.Builder> retries) {
		try (ProxiedFixture proxied = proxied(retries, Duration.ofMillis(200))) {
			proxied.dynamoDb()
				.always(ProxiedRequest.operation("PutItem"), Fault.dynamoDbError(500, "InternalServerError"));
			assertThatExceptionOfType(WriteOutcomeUnknownException.class)
				.isThrownBy(() -> proxied.template().insert(Operation.after()));
			assertThat(proxied.received("PutItem")).isEqualTo(1);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("configurations")
	void doesNotSendACreationAgainWhoseAnswerIsLost(String name,
			Consumer<ClientOverrideConfiguration.Builder> retries) {
		try (ProxiedFixture proxied = proxied(retries, Duration.ofSeconds(10))) {
			proxied.dynamoDb().always(ProxiedRequest.operation("PutItem"), Fault.replyLost());
			proxied.template().insert(Operation.after());
			assertThat(proxied.received("PutItem")).isEqualTo(1);
			assertThat(proxied.stored().items()).hasSize(1);
		}
	}

	/**
	 * So that the tests above can tell.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource("configurations")
	void doesSendAReadAgain(String name, Consumer<ClientOverrideConfiguration.Builder> retries) {
		try (ProxiedFixture proxied = proxied(retries, Duration.ofSeconds(10))) {
			proxied.dynamoDb()
				.next(ProxiedRequest.operation("GetItem"), Fault.dynamoDbError(500, "InternalServerError"));
			assertThat(proxied.template().findByKey(Page.class, Operation.key())).isEmpty();
			assertThat(proxied.received("GetItem")).isEqualTo(2);
		}
	}

	@SuppressWarnings("deprecation")
	static Stream<Arguments> configurations() {
		RetryPolicy always = RetryPolicy.builder()
			.numRetries(5)
			.retryCondition(MaxNumberOfRetriesCondition.create(5))
			.backoffStrategy(BackoffStrategy.none())
			.throttlingBackoffStrategy(BackoffStrategy.none())
			.build();
		return Stream.of(configuration("a retry strategy", (client) -> {
		}), configuration("a retry policy", (client) -> client.retryPolicy(always)),
				configuration("a retry policy by its mode", (client) -> client.retryPolicy(RetryMode.LEGACY)),
				configuration("a retry strategy by its mode", (client) -> client.retryStrategy(RetryMode.ADAPTIVE_V2)),
				configuration("a configured retry strategy",
						(client) -> client.retryStrategy((strategy) -> strategy.maxAttempts(5))));
	}

	private static Arguments configuration(String name, Consumer<ClientOverrideConfiguration.Builder> retries) {
		return Arguments.of(name, retries);
	}

}
