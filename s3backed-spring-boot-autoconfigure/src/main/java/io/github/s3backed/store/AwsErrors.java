package io.github.s3backed.store;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Translates the SDK's errors into Spring's, naming the resource concerned and the
 * property to look at. The SDK's Apache client lets a {@link CancellationException}
 * through when an interrupt, which is also how the SDK ends a call after its timeout,
 * meets a thread that waits for a connection.
 */
final class AwsErrors {

	/**
	 * Certain refusals of a single write.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html#API_PutItem_Errors">Errors
	 * of PutItem</a>
	 */
	private static final Set<String> HELD = Set.of("TransactionConflictException", "ReplicatedWriteConflictException");

	private AwsErrors() {
	}

	/**
	 * A resource that requests go to.
	 *
	 * @param service the service
	 * @param name what it is, with its name
	 * @param setting where its name and region are set
	 * @param otherStores what to try where the store is not AWS's
	 */
	record Resource(String service, String name, String setting, String otherStores) {
	}

	static Resource table(String table) {
		return new Resource("dynamodb", "DynamoDB table '" + table + "'",
				"spring.cloud.aws.dynamodb.table-prefix and -suffix (or your DynamoDbTableNameResolver),"
						+ " spring.cloud.aws.dynamodb.region and .endpoint",
				"");
	}

	static Resource bucket(String bucket) {
		return new Resource("s3", "S3 bucket '" + bucket + "'",
				"s3backed.bucket, spring.cloud.aws.s3.region and .endpoint",
				". If it is not on AWS, try spring.cloud.aws.s3.chunked-encoding-enabled=false");
	}

	static DataAccessException throttled(String table) {
		return new TransientDataAccessResourceException(
				table(table).name() + " is too busy: it left all keys of a batch unread several times in a row");
	}

	/**
	 * What was not said must not be taken for "there is no item".
	 * @param what what is wrong with the answer
	 */
	static DataAccessException notAnswered(String table, String what) {
		Resource resource = table(table);
		return new DataAccessResourceFailureException("The answer of " + resource.name() + " to a BatchGetItem " + what
				+ ", so that it tells of no key whether there is an item; see " + resource.setting());
	}

	/**
	 * An error page in a reply with a successful status looks like a table of which
	 * nothing is known.
	 */
	static DataAccessException notDescribed(String table) {
		Resource resource = table(table);
		return new DataAccessResourceFailureException("The answer of " + resource.name()
				+ " to a DescribeTable does not describe it; see " + resource.setting());
	}

	/**
	 * A list that does not say that it is complete, or where it goes on.
	 */
	static DataAccessException incompleteList(String bucket, String operation) {
		return new DataAccessResourceFailureException("The answer of " + bucket(bucket).name() + " to a " + operation
				+ " does not say whether it is complete, or where it goes on");
	}

	/**
	 * An error page in a reply with a successful status looks like an upload without an
	 * id.
	 */
	static DataAccessException notBegun(String bucket) {
		return new DataAccessResourceFailureException(
				"The answer of " + bucket(bucket).name() + " to a CreateMultipartUpload has no upload id");
	}

	/**
	 * Makes a call to the SDK and translates how it fails: not only with exceptions of
	 * its own, a closed connection pool is an {@link IllegalStateException}. What a
	 * reader of ours has thrown comes out as it is; the SDK wraps it more than once.
	 */
	static <R> R translating(Resource resource, Supplier<R> call) {
		try {
			return call.get();
		}
		catch (RuntimeException ex) {
			throw Stream.<Throwable>iterate(ex, Objects::nonNull, Throwable::getCause)
				.filter(DataAccessException.class::isInstance)
				.map(DataAccessException.class::cast)
				.findFirst()
				.orElseGet(() -> translate(ex, resource));
		}
	}

	static DataAccessException translate(Exception failure, Resource resource) {
		if (failure instanceof DataAccessException translated) {
			return translated;
		}
		if (failure instanceof AwsServiceException refusal) {
			return translate(refusal, resource);
		}
		if (failure instanceof ApiCallTimeoutException || failure instanceof ApiCallAttemptTimeoutException) {
			return new QueryTimeoutException("No answer from " + resource.name()
					+ " in time; see apiCallTimeout of the client, and " + resource.setting(), failure);
		}
		if (failure instanceof CancellationException) {
			return new DataAccessResourceFailureException("Request to " + resource.name()
					+ " was cancelled while it waited for a connection, by an interrupt or apiCallTimeout of the client;"
					+ " see the client's maxConnections, and " + resource.setting(), failure);
		}
		return new DataAccessResourceFailureException("Request to " + resource.name() + " failed: "
				+ failure.getMessage() + "; see spring.cloud.aws.credentials, " + resource.setting(), failure);
	}

	private static DataAccessException translate(AwsServiceException refusal, Resource resource) {
		@Nullable String code = code(refusal);
		return switch ((code != null) ? code : "") {
			case "ResourceNotFoundException", "NoSuchBucket" -> new InvalidDataAccessResourceUsageException(
					resource.name() + " does not exist in this region and account; see " + resource.setting(), refusal);
			case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
				new InvalidDataAccessResourceUsageException(elsewhere(resource), refusal);
			case "UnrecognizedClientException", "InvalidAccessKeyId", "ExpiredToken", "ExpiredTokenException",
					"InvalidClientTokenId" ->
				new PermissionDeniedDataAccessException(
						"Credentials were refused for " + resource.name() + " (" + code
								+ "); see spring.cloud.aws.credentials and the region in " + resource.setting(),
						refusal);
			case "InvalidSignatureException", "SignatureDoesNotMatch" ->
				new PermissionDeniedDataAccessException(
						"The signature of a request to " + resource.name() + " was refused (" + code
								+ "): the secret key is another, or the store signs otherwise" + resource.otherStores()
								+ "; see spring.cloud.aws.credentials and the region in " + resource.setting(),
						refusal);
			case "RequestTimeTooSkewed", "RequestExpired" -> new PermissionDeniedDataAccessException(
					resource.name() + " refused the time of a request (" + code + "): the clock of this machine is off",
					refusal);
			default -> new StatusErrors(refusal, resource).translate();
		};
	}

	static String elsewhere(Resource resource) {
		return resource.name() + " is in another region; see " + resource.setting() + (resource.service().equals("s3")
				? "; where buckets are in several regions, set" + " spring.cloud.aws.s3.cross-region-enabled to true"
				: "");
	}

	/**
	 * Tells whether DynamoDB refused a write because another one holds the item.
	 */
	static boolean isHeld(AwsServiceException refusal) {
		String code = code(refusal);
		return code != null && HELD.contains(code);
	}

	/**
	 * Tells whether S3 says that there is no such multipart upload, or none any more.
	 */
	static boolean isNoSuchUpload(DataAccessException failure) {
		return failure.getCause() instanceof AwsServiceException refusal && "NoSuchUpload".equals(code(refusal));
	}

	static @Nullable String code(AwsServiceException refusal) {
		return (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorCode() : null;
	}

}
