package io.github.s3backed.store;

import java.util.function.Supplier;

import io.github.s3backed.observation.S3BackedObservation;
import io.github.s3backed.observation.S3BackedObservation.RequestKey;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

import org.springframework.dao.DataAccessException;

/**
 * Makes every call of the SDK's clients, so that each is observed, and fails with an
 * exception of Spring that names the resource.
 */
public final class RequestExecutor {

	private static final int SERVER_ERROR = 500;

	private final ObservationRegistry observations;

	/**
	 * Creates the executor.
	 * @param observations gets an observation of each call
	 */
	public RequestExecutor(ObservationRegistry observations) {
		this.observations = observations;
	}

	/**
	 * Makes a call.
	 * @param resource where requests go to
	 * @param request the service's operation
	 * @param call calls the client
	 * @param <R> the type of the response
	 * @return the response
	 * @throws DataAccessException if it failed
	 */
	<R> R execute(AwsErrors.Resource resource, String request, Supplier<R> call) {
		return AwsErrors.translating(resource, () -> executeAsIs(resource, request, call));
	}

	/**
	 * Makes a call, and lets the client's exceptions through.
	 */
	<R> R executeAsIs(AwsErrors.Resource resource, String request, Supplier<R> call) {
		return S3BackedObservation.REQUEST.observe(this.observations, request,
				(it) -> it.lowCardinalityKeyValue(RequestKey.SERVICE.withValue(resource.service()))
					.lowCardinalityKeyValue(RequestKey.REQUEST.withValue(request)),
				RequestExecutor::outcome, call);
	}

	private static String outcome(Throwable failure) {
		if (failure instanceof ConditionalCheckFailedException) {
			return "conflict";
		}
		return (failure instanceof AwsServiceException refusal && refusal.statusCode() < SERVER_ERROR) ? "refused"
				: "failed";
	}

}
