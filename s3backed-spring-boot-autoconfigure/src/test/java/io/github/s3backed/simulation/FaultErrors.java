package io.github.s3backed.simulation;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The errors that the SDK raises for each fault.
 */
final class FaultErrors {

	private FaultErrors() {
	}

	static Throwable of(Fault fault, WireCall.Service service) {
		return switch (fault) {
			case NOT_SENT -> client("Connect refused", new ConnectException("Connection refused"));
			case LOST_REQUEST, OUTAGE -> client("Connection reset", new SocketException("Connection reset"));
			case LOST_REPLY -> client("Read timed out", new SocketTimeoutException("Read timed out"));
			case LATE -> ApiCallTimeoutException.create(30_000);
			case INTERRUPTED, INTERRUPTED_APPLIED -> AbortedException.create("Thread was interrupted");
			case OUT_OF_MEMORY -> new OutOfMemoryError("Simulated");
			default -> (service == WireCall.Service.S3) ? s3(fault) : dynamoDb(fault);
		};
	}

	private static SdkClientException client(String message, Exception cause) {
		return SdkClientException.create("Unable to execute HTTP request: " + message, cause);
	}

	private static AwsServiceException s3(Fault fault) {
		return switch (fault) {
			case DENIED -> describe(S3Exception.builder(), "AccessDenied", 403);
			case INVALID -> describe(NoSuchBucketException.builder(), "NoSuchBucket", 404);
			case THROTTLED -> describe(S3Exception.builder(), "SlowDown", 503);
			case SERVER_ERROR -> describe(S3Exception.builder(), "InternalError", 500);
			case SERVER_ERROR_APPLIED -> describe(S3Exception.builder(), "ServiceUnavailable", 503);
			default -> throw new IllegalArgumentException("No error for " + fault);
		};
	}

	private static AwsServiceException dynamoDb(Fault fault) {
		return switch (fault) {
			case DENIED -> describe(DynamoDbException.builder(), "AccessDeniedException", 400);
			case INVALID -> describe(ResourceNotFoundException.builder(), "ResourceNotFoundException", 400);
			case THROTTLED -> describe(ProvisionedThroughputExceededException.builder(),
					"ProvisionedThroughputExceededException", 400);
			case IN_TRANSACTION ->
				describe(TransactionConflictException.builder(), "TransactionConflictException", 400);
			case SERVER_ERROR -> describe(InternalServerErrorException.builder(), "InternalServerError", 500);
			case SERVER_ERROR_APPLIED -> describe(DynamoDbException.builder(), "ServiceUnavailable", 503);
			default -> throw new IllegalArgumentException("No error for " + fault);
		};
	}

	static AwsServiceException describe(AwsServiceException.Builder builder, String code, int status) {
		return (AwsServiceException) builder
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code + " (simulated)").build())
			.message(code + " (simulated)")
			.statusCode(status)
			.build();
	}

}
