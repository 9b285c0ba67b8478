package io.github.s3backed.simulation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * How requests come to the simulated S3, and what is common to its answers.
 */
final class S3Wire {

	private final Wire wire;

	private final VirtualTime time;

	private final Choices choices;

	private final boolean owned;

	/**
	 * Creates the wire.
	 * @param owned whether requests are refused that do not name the bucket's owner
	 */
	S3Wire(Wire wire, VirtualTime time, Choices choices, boolean owned) {
		this.wire = wire;
		this.time = time;
		this.choices = choices;
		this.owned = owned;
	}

	<R> R send(WireCall.Kind kind, String text, S3Request request, Function<Fault, R> effect) {
		boolean allowed = !this.owned || namesOwner(request);
		return this.wire
			.call(new WireCall<>(kind, text, this.wire.process(), Retries.allowedBelow(request), null, (fault) -> {
				if (!allowed) {
					throw refusal("AccessDenied", 403);
				}
				return effect.apply(fault);
			}));
	}

	private static boolean namesOwner(S3Request request) {
		boolean copies = request instanceof CopyObjectRequest || request instanceof UploadPartCopyRequest;
		return isOwner(request, "ExpectedBucketOwner") && (!copies || isOwner(request, "ExpectedSourceBucketOwner"));
	}

	private static boolean isOwner(S3Request request, String field) {
		return request.getValueForField(field, String.class).filter(ObjectStore.OWNER::equals).isPresent();
	}

	@Nullable Operation operation() {
		return this.wire.process().operation();
	}

	/**
	 * Returns the time as S3 tells it.
	 */
	Instant now() {
		return this.time.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	int pick(int options) {
		return this.choices.pick(Choices.Kind.DETAIL, options);
	}

	/**
	 * Returns the answer of a request that may meet an error page: the SDK finds nothing
	 * in a page that is not S3's, and throws what S3 itself has put into one.
	 * @param effect what the request does, and its answer
	 * @param nothing an answer with nothing in it
	 */
	<R> R unlessErrorPage(Fault fault, Supplier<R> effect, Supplier<R> nothing) {
		if (fault != Fault.ERROR_PAGE) {
			return effect.get();
		}
		switch (pick(3)) {
			case 0 -> {
				return nothing.get();
			}
			case 1 -> {
				effect.get();
				return nothing.get();
			}
			default -> throw refusal("InternalError", 200);
		}
	}

	/**
	 * Returns what is said to be the checksum of what is stored: another, or none, if it
	 * is misreported.
	 */
	@Nullable String checksum(Fault fault, String checksum) {
		if (fault != Fault.MISREPORTED) {
			return checksum;
		}
		return (pick(2) == 0) ? "AAAAAA==" : null;
	}

	static AwsServiceException refusal(String code, int status) {
		return FaultErrors.describe(S3Exception.builder(), code, status);
	}

	/**
	 * Refuses a request that was meant for an object with another entity tag.
	 */
	static void requireMatch(ObjectStore.StoredObject object, @Nullable String eTag) {
		if (eTag != null && !eTag.replace("\"", "").equals(object.eTag().replace("\"", ""))) {
			throw refusal("PreconditionFailed", 412);
		}
	}

	static byte[] read(RequestBody body) {
		try (InputStream stream = body.contentStreamProvider().newStream()) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
