package io.github.s3backed.store;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which error of AWS becomes which of Spring's, and what is said of it.
 */
class AwsErrorsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			TransactionConflictException, 400, CannotAcquireLockException, by a transaction or in another region
			ReplicatedWriteConflictException, 400, CannotAcquireLockException, by a transaction or in another region
			ProvisionedThroughputExceededException, 400, TransientDataAccessResourceException, cannot answer now
			ThrottlingException, 400, TransientDataAccessResourceException, cannot answer now
			InternalServerError, 500, TransientDataAccessResourceException, cannot answer now
			ServiceUnavailable, 503, TransientDataAccessResourceException, cannot answer now
			SlowDown, 503, TransientDataAccessResourceException, cannot answer now
			GatewayTimeout, 504, TransientDataAccessResourceException, cannot answer now
			RequestTimeout, 400, TransientDataAccessResourceException, cannot answer now
			OperationAborted, 409, TransientDataAccessResourceException, cannot answer now
			NotImplemented, 501, InvalidDataAccessResourceUsageException, cannot do what was asked
			HttpVersionNotSupported, 505, InvalidDataAccessResourceUsageException, cannot do what was asked
			MethodNotAllowed, 405, InvalidDataAccessResourceUsageException, cannot do what was asked
			SignatureDoesNotMatch, 403, PermissionDeniedDataAccessException, chunked-encoding-enabled=false
			InvalidAccessKeyId, 403, PermissionDeniedDataAccessException, Credentials were refused
			RequestTimeTooSkewed, 403, PermissionDeniedDataAccessException, clock of this machine
			AccessDenied, 403, PermissionDeniedDataAccessException, s3backed.expected-bucket-owner
			NoSuchBucket, 404, InvalidDataAccessResourceUsageException, does not exist
			PermanentRedirect, 301, InvalidDataAccessResourceUsageException, another region
			InvalidRequest, 400, InvalidDataAccessApiUsageException, refused the request
			Unauthorized, 401, PermissionDeniedDataAccessException, s3backed.expected-bucket-owner
			TooManyRequests, 429, TransientDataAccessResourceException, cannot answer now
			ConditionalRequestConflict, 409, CannotAcquireLockException, is under way
			BucketNotEmpty, 409, InvalidDataAccessApiUsageException, refused the request
			PreconditionFailed, 412, OptimisticLockingFailureException, is not what the request expects
			NoSuchUpload, 404, InvalidDataAccessApiUsageException, refused the request
			""")
	void areTold(String code, int status, String type, String message) {
		AwsServiceException refusal = AwsServiceException.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("told").build())
			.build();
		DataAccessException translated = AwsErrors.translate(refusal, AwsErrors.bucket("pages"));
		assertThat(translated.getClass().getSimpleName()).isEqualTo(type);
		assertThat(translated).hasMessageContainingAll("S3 bucket 'pages'", message).hasCause(refusal);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			400, InvalidDataAccessApiUsageException, refused the request
			401, PermissionDeniedDataAccessException, spring.cloud.aws.credentials
			401, PermissionDeniedDataAccessException, the clock of this machine
			403, PermissionDeniedDataAccessException, s3backed.expected-bucket-owner
			403, PermissionDeniedDataAccessException, chunked-encoding-enabled=false
			404, InvalidDataAccessResourceUsageException, a load balancer
			404, InvalidDataAccessResourceUsageException, s3backed.bucket
			405, InvalidDataAccessResourceUsageException, cannot do what was asked
			408, TransientDataAccessResourceException, cannot answer now
			409, CannotAcquireLockException, is under way
			412, OptimisticLockingFailureException, is not what the request expects
			422, InvalidDataAccessApiUsageException, refused the request
			425, TransientDataAccessResourceException, cannot answer now
			429, TransientDataAccessResourceException, cannot answer now
			500, TransientDataAccessResourceException, cannot answer now
			501, InvalidDataAccessResourceUsageException, cannot do what was asked
			503, TransientDataAccessResourceException, cannot answer now
			""")
	void areToldByTheirStatusWhereTheyHaveNoCode(int status, String type, String message) {
		AwsServiceException withDetails = AwsServiceException.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().build())
			.build();
		for (AwsServiceException refusal : List.of(withDetails,
				AwsServiceException.builder().statusCode(status).build())) {
			DataAccessException translated = AwsErrors.translate(refusal, AwsErrors.bucket("pages"));
			assertThat(translated.getClass().getSimpleName()).isEqualTo(type);
			assertThat(translated)
				.hasMessageContainingAll("S3 bucket 'pages'", message, "HTTP " + status + " without an error code")
				.hasMessageNotContaining("null")
				.hasCause(refusal);
		}
	}

}
