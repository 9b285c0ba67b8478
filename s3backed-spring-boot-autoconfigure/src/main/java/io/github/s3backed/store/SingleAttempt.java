package io.github.s3backed.store;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/**
 * Makes one call of the SDK be one attempt as far as certainty goes: the SDK tries again
 * only what DynamoDB has certainly refused and may take later, such as a throttled
 * request. Watches whether anything was sent.
 */
final class SingleAttempt implements ExecutionInterceptor {

	private static final int MAX_ATTEMPTS = 4;

	private static final int FIRST_SERVER_ERROR = 500;

	private volatile boolean executed;

	private volatile boolean sent;

	AwsRequestOverrideConfiguration overrideConfiguration() {
		SdkPlugin plugin = this::configure;
		return AwsRequestOverrideConfiguration.builder().addPlugin(plugin).build();
	}

	private void configure(SdkServiceClientConfiguration.Builder client) {
		client.overrideConfiguration(client.overrideConfiguration()
			.toBuilder()
			.retryStrategy(StandardRetryStrategy.builder()
				.maxAttempts(MAX_ATTEMPTS)
				.retryOnException(SingleAttempt::isThrottled)
				.build())
			.addExecutionInterceptor(this)
			.build());
	}

	private static boolean isThrottled(Throwable failure) {
		return failure instanceof AwsServiceException refusal && refusal.statusCode() < FIRST_SERVER_ERROR
				&& (refusal.isThrottlingException() || refusal.isClockSkewException());
	}

	/**
	 * Tells whether a failed call certainly changed nothing, now or later. A refusal
	 * without an error code is not DynamoDB's, or has not come whole: what is between may
	 * have passed the request on.
	 * @param failure what the call threw
	 * @return whether DynamoDB refused it, or nothing was sent
	 */
	boolean isCertain(Throwable failure) {
		if (failure instanceof AwsServiceException refusal) {
			return refusal.statusCode() >= 400 && refusal.statusCode() < FIRST_SERVER_ERROR && hasCode(refusal);
		}
		return (this.executed && !this.sent) || (failure instanceof SdkClientException && isNotConnected(failure));
	}

	private static boolean hasCode(AwsServiceException refusal) {
		return refusal.awsErrorDetails() != null && refusal.awsErrorDetails().errorCode() != null;
	}

	private static boolean isNotConnected(@Nullable Throwable failure) {
		Throwable current = failure;
		while (current != null) {
			if (current instanceof ConnectException || current instanceof UnknownHostException
					|| current instanceof NoRouteToHostException) {
				return true;
			}
			current = current.getCause();
		}
		return false;
	}

	@Override
	public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
		this.executed = true;
	}

	@Override
	public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
		this.sent = true;
	}

}
