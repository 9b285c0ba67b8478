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
 * request. Watches whether anything was sent, and has the guard asked before each
 * request: the SDK repeats a refused one after a pause, and one whose signature has
 * expired with a new signature, however late it is by then.
 */
final class SingleAttempt implements ExecutionInterceptor {

	private static final int MAX_ATTEMPTS = 4;

	private static final int FIRST_SERVER_ERROR = 500;

	private final WireGuard guard;

	private volatile boolean executed;

	private volatile boolean sent;

	private volatile boolean stopped;

	SingleAttempt(WireGuard guard) {
		this.guard = guard;
	}

	AwsRequestOverrideConfiguration overrideConfiguration() {
		SdkPlugin plugin = this::configure;
		return AwsRequestOverrideConfiguration.builder().addPlugin(plugin).build();
	}

	private void configure(SdkServiceClientConfiguration.Builder client) {
		client.overrideConfiguration(client.overrideConfiguration()
			.toBuilder()
			.retryStrategy(StandardRetryStrategy.builder()
				.maxAttempts(MAX_ATTEMPTS)
				.retryOnException(SingleAttempt::mayBeTakenLater)
				.build())
			.addExecutionInterceptor(this)
			.build());
	}

	/**
	 * A transaction, or a write in another region, that holds the item is over in a
	 * moment.
	 */
	private static boolean mayBeTakenLater(Throwable failure) {
		return failure instanceof AwsServiceException refusal && isCertainRefusal(refusal)
				&& (refusal.isThrottlingException() || refusal.isClockSkewException() || AwsErrors.isHeld(refusal));
	}

	/**
	 * A refusal without an error code is not DynamoDB's, or has not come whole: what is
	 * between may have passed the request on.
	 */
	private static boolean isCertainRefusal(AwsServiceException refusal) {
		return refusal.statusCode() >= 400 && refusal.statusCode() < FIRST_SERVER_ERROR && hasCode(refusal);
	}

	/**
	 * Tells whether a failed call certainly changed nothing, now or later. Where the
	 * guard has kept the last request from being sent, those before it were refused.
	 * @param failure what the call threw
	 * @return whether DynamoDB refused it, or nothing was sent
	 */
	boolean isCertain(Throwable failure) {
		if (failure instanceof AwsServiceException refusal) {
			return isCertainRefusal(refusal);
		}
		return this.stopped || (this.executed && !this.sent)
				|| (failure instanceof SdkClientException && isNotConnected(failure));
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
		this.stopped = true;
		this.guard.beforeSending();
		this.stopped = false;
		this.sent = true;
	}

	@Override
	public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes executionAttributes) {
		this.guard.answered(ServiceDate.of(context.httpResponse()));
	}

}
