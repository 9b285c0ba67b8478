package io.github.s3backed.store;

import java.util.Set;

import io.github.s3backed.store.AwsErrors.Resource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PermissionDeniedDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Translates refusals whose code says nothing special by their HTTP status. Not every
 * store gives a code, none does in its answer to a {@code HEAD}, and what is between has
 * none to give.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 * responses</a>
 */
final class StatusErrors {

	private static final int FIRST_SERVER_ERROR = 500;

	/** Refusals that have a status of wrong requests, and end by themselves. */
	private static final Set<String> TRANSIENT = Set.of("RequestTimeout", "OperationAborted");

	private final AwsServiceException refusal;

	private final Resource resource;

	private final @Nullable String code;

	private final String told;

	StatusErrors(AwsServiceException refusal, Resource resource) {
		this.refusal = refusal;
		this.resource = resource;
		this.code = AwsErrors.code(refusal);
		@Nullable String message = (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorMessage() : null;
		this.told = ((this.code != null) ? this.code : "HTTP " + refusal.statusCode() + " without an error code")
				+ ((message != null) ? ": " + message : "");
	}

	DataAccessException translate() {
		if (this.code != null && this.code.startsWith("AccessDenied")) {
			return denied();
		}
		if (AwsErrors.isHeld(this.refusal)) {
			return new CannotAcquireLockException("An item of " + this.resource.name()
					+ " is being written by a transaction or in another region (" + this.told + "); try again",
					this.refusal);
		}
		if (this.refusal.isThrottlingException() || (this.code != null && TRANSIENT.contains(this.code))) {
			return busy();
		}
		return byStatus();
	}

	private DataAccessException byStatus() {
		return switch (this.refusal.statusCode()) {
			case 301 -> new InvalidDataAccessResourceUsageException(AwsErrors.elsewhere(this.resource), this.refusal);
			case 401, 403 -> denied();
			case 404 -> (this.code == null) ? notFound() : refused();
			case 405, 501, 505 -> new InvalidDataAccessResourceUsageException(this.resource.name()
					+ " cannot do what was asked (" + this.told + ")" + this.resource.otherStores(), this.refusal);
			case 408, 425, 429 -> busy();
			case 409 -> isNoneOr("ConditionalRequestConflict") ? underWay() : refused();
			case 412 -> isNoneOr("PreconditionFailed") ? otherState() : refused();
			default -> (this.refusal.statusCode() >= FIRST_SERVER_ERROR) ? busy() : refused();
		};
	}

	private boolean isNoneOr(String expected) {
		return this.code == null || this.code.equals(expected);
	}

	private DataAccessException denied() {
		String others = (this.code != null) ? ""
				: ". No reason was given: it may also be the keys, the clock of this machine, or a proxy in between; see "
						+ this.resource.setting() + this.resource.otherStores();
		return new PermissionDeniedDataAccessException("Access to " + this.resource.name() + " denied (" + this.told
				+ "); see the policies of the credentials in spring.cloud.aws.credentials, and"
				+ " s3backed.expected-bucket-owner" + others, this.refusal);
	}

	private DataAccessException notFound() {
		return new InvalidDataAccessResourceUsageException(this.resource.name() + " was not found (" + this.told
				+ "): it does not exist there, or something else answers at its endpoint, such as a proxy or a load"
				+ " balancer without a backend; see " + this.resource.setting(), this.refusal);
	}

	private DataAccessException busy() {
		return new TransientDataAccessResourceException(this.resource.name() + " cannot answer now (" + this.told + ")",
				this.refusal);
	}

	private DataAccessException underWay() {
		return new CannotAcquireLockException("Another request to " + this.resource.name()
				+ " for the same is under way (" + this.told + "); try again", this.refusal);
	}

	private DataAccessException otherState() {
		return new OptimisticLockingFailureException(
				"What is in " + this.resource.name() + " is not what the request expects (" + this.told
						+ "): somebody else has written, or a policy demands a condition",
				this.refusal);
	}

	private DataAccessException refused() {
		return new InvalidDataAccessApiUsageException(
				this.resource.name() + " refused the request (" + this.told + ")" + this.resource.otherStores(),
				this.refusal);
	}

}
