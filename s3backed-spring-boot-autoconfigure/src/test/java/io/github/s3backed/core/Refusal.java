package io.github.s3backed.core;

import java.util.stream.Stream;

import io.github.s3backed.testsupport.Fault;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * A fault after which nothing has happened, and what callers get.
 *
 * @param name its name
 * @param fault what happens to the request
 * @param type the exception that callers get
 * @param cause the type of its cause, if any
 * @param mentioned what its message contains
 */
record Refusal(String name, Fault fault, Class<? extends DataAccessException> type,
		@Nullable Class<? extends Exception> cause, String... mentioned) {

	static final String TABLE_SETTING = "spring.cloud.aws.dynamodb.table-prefix";

	private static final String CREDENTIALS_SETTING = "spring.cloud.aws.credentials";

	static Stream<Refusal> ofTable() {
		return Stream.of(
				ofTable("validation", "ValidationException", InvalidDataAccessApiUsageException.class,
						"ValidationException"),
				ofTable("access denied", "AccessDeniedException", PermissionDeniedDataAccessException.class,
						CREDENTIALS_SETTING),
				ofTable("throttled", "ProvisionedThroughputExceededException",
						TransientDataAccessResourceException.class, "ProvisionedThroughputExceededException"),
				ofTable("table missing", "ResourceNotFoundException", InvalidDataAccessResourceUsageException.class,
						TABLE_SETTING));
	}

	private static Refusal ofTable(String name, String code, Class<? extends DataAccessException> type,
			String... mentioned) {
		return new Refusal(name, Fault.dynamoDbError(400, code), type, DynamoDbException.class, mentioned);
	}

	static Stream<Refusal> ofBucket() {
		return Stream.of(
				ofBucket(403, "AccessDenied", PermissionDeniedDataAccessException.class, CREDENTIALS_SETTING,
						"s3backed.expected-bucket-owner"),
				ofBucket(404, "NoSuchBucket", InvalidDataAccessResourceUsageException.class, "s3backed.bucket"),
				ofBucket(400, "InvalidRequest", InvalidDataAccessApiUsageException.class, "InvalidRequest"),
				ofBucket(503, "SlowDown", TransientDataAccessResourceException.class, "SlowDown"));
	}

	private static Refusal ofBucket(int status, String code, Class<? extends DataAccessException> type,
			String... mentioned) {
		return new Refusal(status + " " + code, Fault.s3Error(status, code), type, S3Exception.class, mentioned);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
