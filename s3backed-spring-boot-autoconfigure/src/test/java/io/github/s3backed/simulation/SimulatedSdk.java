package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * What the SDK does about one call to DynamoDB: it signs the request by the machine's
 * clock, asks the interceptors, and when the signature is refused because the clock is
 * wrong, corrects the time and signs anew, if the call's retry strategy lets it.
 */
final class SimulatedSdk {

	/**
	 * How old a signature may be.
	 */
	private static final Duration SIGNATURE = Duration.ofMinutes(15);

	private static final DateTimeFormatter DATE_HEADER = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

	private final MachineClock clock;

	private final VirtualTime time;

	private final InterceptorContext context;

	private final List<ExecutionInterceptor> interceptors;

	private final @Nullable RetryStrategy retries;

	private boolean corrected;

	SimulatedSdk(DynamoDbRequest request, MachineClock clock, VirtualTime time) {
		this.clock = clock;
		this.time = time;
		this.context = InterceptorContext.builder().request(request).build();
		DynamoDbServiceClientConfiguration.Builder client = DynamoDbServiceClientConfiguration.builder()
			.overrideConfiguration(ClientOverrideConfiguration.builder().build());
		plugins(request).forEach((plugin) -> plugin.configureClient(client));
		this.interceptors = client.overrideConfiguration().executionInterceptors();
		this.retries = client.overrideConfiguration().retryStrategy().orElse(null);
		this.interceptors.forEach((it) -> it.beforeExecution(this.context, new ExecutionAttributes()));
	}

	private static List<SdkPlugin> plugins(DynamoDbRequest request) {
		return request.overrideConfiguration().map((configuration) -> configuration.plugins()).orElse(List.of());
	}

	Attempt attempt() {
		return new Attempt();
	}

	/**
	 * Corrects the time if the service has refused it.
	 * @return whether the request is to be sent again
	 */
	boolean corrects(AwsServiceException refusal) {
		if (!refusal.isClockSkewException() || this.corrected || !retries(refusal)) {
			return false;
		}
		this.corrected = true;
		this.clock.correctSigningTime();
		return true;
	}

	private boolean retries(AwsServiceException refusal) {
		if (this.retries == null) {
			return true;
		}
		try {
			this.retries.refreshRetryToken(RefreshRetryTokenRequest.builder()
				.token(this.retries.acquireInitialToken(AcquireInitialTokenRequest.create("simulation")).token())
				.failure(refusal)
				.build());
			return true;
		}
		catch (TokenAcquisitionFailedException ex) {
			return false;
		}
	}

	static SdkHttpResponse httpResponse(Instant date) {
		return SdkHttpResponse.builder().statusCode(200).putHeader("Date", DATE_HEADER.format(date)).build();
	}

	/**
	 * One request as it is sent.
	 */
	final class Attempt {

		private Instant signed = SimulatedSdk.this.time.instant();

		private @Nullable Instant arrived;

		private Attempt() {
			sign();
		}

		void sign() {
			this.signed = SimulatedSdk.this.clock.signingTime();
		}

		void beforeSending() {
			SimulatedSdk.this.interceptors
				.forEach((it) -> it.beforeTransmission(SimulatedSdk.this.context, new ExecutionAttributes()));
		}

		/**
		 * Lets the request arrive. The error has a code that needs no comparison with the
		 * real time, by which the SDK judges that of DynamoDB.
		 * @param checked whether the service looks at signatures
		 */
		void arrive(boolean checked) {
			this.arrived = SimulatedSdk.this.time.instant();
			if (checked && Duration.between(this.signed, this.arrived).abs().compareTo(SIGNATURE) > 0) {
				throw FaultErrors.describe(DynamoDbException.builder(), "RequestTimeTooSkewed", 403);
			}
		}

		void answered() {
			Instant date = (this.arrived != null) ? this.arrived : SimulatedSdk.this.time.instant();
			InterceptorContext answered = SimulatedSdk.this.context.copy((it) -> it.httpResponse(httpResponse(date)));
			SimulatedSdk.this.interceptors.forEach((it) -> it.afterTransmission(answered, new ExecutionAttributes()));
		}

	}

}
