package io.github.s3backed.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.FaultProxy;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * A template for {@link Page}s whose requests pass through proxies, which can make them
 * go wrong. The clients try three times, without a pause.
 */
final class ProxiedFixture implements AutoCloseable {

	static final int ATTEMPTS = 3;

	private final FaultProxy s3;

	private final FaultProxy dynamoDb;

	private final Fixture fixture;

	ProxiedFixture(AwsEnvironment aws) {
		this(aws, UnaryOperator.identity());
	}

	ProxiedFixture(AwsEnvironment aws, UnaryOperator<Fixture.Builder> customizer) {
		this.s3 = FaultProxy.start(aws.endpoints().s3());
		this.dynamoDb = FaultProxy.start(aws.endpoints().dynamoDb());
		AwsEndpoints proxies = aws.endpoints().at(this.s3.endpoint(), this.dynamoDb.endpoint());
		this.fixture = customizer
			.apply(Fixture.builder(aws)
				.endpoints(proxies)
				.clients((client) -> client.retryStrategy(retriesWithoutPause())))
			.build()
			.withTable(Page.class);
	}

	private static StandardRetryStrategy retriesWithoutPause() {
		return AwsRetryStrategy.standardRetryStrategy()
			.toBuilder()
			.maxAttempts(ATTEMPTS)
			.backoffStrategy(BackoffStrategy.retryImmediately())
			.throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
			.build();
	}

	FaultProxy s3() {
		return this.s3;
	}

	FaultProxy dynamoDb() {
		return this.dynamoDb;
	}

	Fixture fixture() {
		return this.fixture;
	}

	S3BackedTemplate template() {
		return this.fixture.template();
	}

	Stored stored() {
		return Stored.of(this.fixture, Page.class);
	}

	/**
	 * How often an operation of DynamoDB came to the proxy.
	 */
	long received(String operation) {
		return this.dynamoDb.requests().stream().filter((request) -> operation.equals(request.operation())).count();
	}

	@Override
	public void close() {
		this.fixture.close();
		try (this.s3; this.dynamoDb) {
			// Both are closed, whatever happens to the first.
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
