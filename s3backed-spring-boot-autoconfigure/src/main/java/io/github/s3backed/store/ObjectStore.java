package io.github.s3backed.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.dao.DataAccessException;

/**
 * Sends requests to S3.
 */
public final class ObjectStore {

	/**
	 * S3's limit for the keys of one {@code DeleteObjects}.
	 */
	private static final int MAX_DELETES = 1000;

	private final S3Client client;

	private final BucketOwner owner;

	/**
	 * Creates the store.
	 * @param client the client
	 * @param owner who must own which bucket
	 */
	public ObjectStore(S3Client client, BucketOwner owner) {
		this.client = client;
		this.owner = owner;
	}

	/**
	 * Stores an object. S3 refuses a body whose length or checksum differs, and what it
	 * says it has stored is compared again.
	 * @param upload the object
	 * @return when S3 answered, by its own clock; {@code null} if it did not say
	 */
	public @Nullable Instant put(ObjectUpload upload) {
		String checksum = Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(upload.crc32c()).array());
		PutObjectRequest request = PutObjectRequest.builder()
			.bucket(upload.location().bucket())
			.key(upload.location().key())
			.contentType(upload.contentType())
			.contentEncoding(upload.contentEncoding())
			.metadata(upload.metadata())
			.checksumCRC32C(checksum)
			.expectedBucketOwner(this.owner.of(upload.location().bucket()))
			.build();
		RequestBody body = RequestBody.fromContentProvider(ContentStreamProvider.fromInputStreamSupplier(upload.body()),
				upload.length(), upload.contentType());
		PutObjectResponse response = call(upload.location().bucket(), () -> this.client.putObject(request, body));
		if (response.eTag() == null && response.checksumCRC32C() == null && response.size() == null) {
			throw AwsErrors.unconfirmed(upload.location());
		}
		if (isOther(response.checksumCRC32C(), checksum) || isOther(response.size(), upload.length())) {
			throw new CorruptObjectException(
					"S3 stored " + upload.location() + " with CRC-32C " + response.checksumCRC32C() + " and "
							+ response.size() + " bytes, sent were " + checksum + " and " + upload.length(),
					null);
		}
		return ServiceDate.of(response);
	}

	/**
	 * Tells whether S3 says something else; not every S3 says it.
	 */
	private static boolean isOther(@Nullable Object said, Object expected) {
		return said != null && !said.equals(expected);
	}

	/**
	 * Reads an object.
	 * @param location where it is
	 * @param reader reads its bytes
	 * @param <R> the type of the result
	 * @return the reader's result
	 * @throws ObjectMissingException if there is none
	 */
	public <R> R get(ObjectLocation location, ObjectReader<R> reader) {
		GetObjectRequest request = GetObjectRequest.builder()
			.bucket(location.bucket())
			.key(location.key())
			.expectedBucketOwner(this.owner.of(location.bucket()))
			.build();
		try {
			return call(location.bucket(), () -> this.client.getObject(request, transformer(reader)));
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof S3Exception refusal && (isMissing(refusal) || isForbidden(refusal))) {
				throw new ObjectMissingException(location, isForbidden(refusal), ex);
			}
			throw ex;
		}
	}

	private static boolean isMissing(S3Exception refusal) {
		return refusal.statusCode() == 404 && !"NoSuchBucket".equals(code(refusal));
	}

	/**
	 * A refusal of the credentials says nothing of the object.
	 */
	private static boolean isForbidden(S3Exception refusal) {
		String code = code(refusal);
		return refusal.statusCode() == 403 && (code == null || code.equals("AccessDenied"));
	}

	private static @Nullable String code(S3Exception refusal) {
		return (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorCode() : null;
	}

	private static <R> ResponseTransformer<GetObjectResponse, R> transformer(ObjectReader<R> reader) {
		return (response, body) -> {
			try {
				return reader.read(body, (response.contentLength() != null) ? response.contentLength() : -1);
			}
			catch (IOException ex) {
				body.abort();
				throw RetryableException.create("The object's body broke off", ex);
			}
			catch (RuntimeException ex) {
				throw aborted(body, ex);
			}
		};
	}

	/**
	 * Without this the rest of the body would be read when it is closed.
	 */
	private static RuntimeException aborted(AbortableInputStream body, RuntimeException failure) {
		body.abort();
		return failure;
	}

	/**
	 * Removes objects, 1,000 a request. One that is not there counts as removed.
	 * @param locations where they are
	 * @return those that could not be removed
	 */
	public List<DeleteFailure> delete(Collection<ObjectLocation> locations) {
		List<DeleteFailure> failures = new ArrayList<>();
		Map<String, List<ObjectLocation>> byBucket = locations.stream()
			.distinct()
			.collect(Collectors.groupingBy(ObjectLocation::bucket));
		byBucket.forEach((bucket, inBucket) -> {
			for (int from = 0; from < inBucket.size(); from += MAX_DELETES) {
				failures.addAll(delete(bucket, inBucket.subList(from, Math.min(inBucket.size(), from + MAX_DELETES))));
			}
		});
		return failures;
	}

	private List<DeleteFailure> delete(String bucket, List<ObjectLocation> locations) {
		List<ObjectIdentifier> keys = locations.stream()
			.map((location) -> ObjectIdentifier.builder().key(location.key()).build())
			.toList();
		DeleteObjectsRequest request = DeleteObjectsRequest.builder()
			.bucket(bucket)
			.delete(Delete.builder().objects(keys).quiet(true).build())
			.expectedBucketOwner(this.owner.of(bucket))
			.build();
		try {
			return call(bucket, () -> this.client.deleteObjects(request)).errors()
				.stream()
				.map((error) -> new DeleteFailure(new ObjectLocation(bucket, error.key()), failure(bucket, error)))
				.toList();
		}
		catch (RuntimeException ex) {
			return locations.stream().map((location) -> new DeleteFailure(location, ex)).toList();
		}
	}

	private static Exception failure(String bucket, S3Error error) {
		return AwsErrors.translate(S3Exception.builder()
			.message(error.message())
			.awsErrorDetails(AwsErrorDetails.builder()
				.errorCode(error.code())
				.errorMessage(error.message())
				.serviceName("S3")
				.build())
			.build(), AwsErrors.bucket(bucket));
	}

	private static <R> R call(String bucket, Supplier<R> call) {
		return AwsErrors.translating(AwsErrors.bucket(bucket), call);
	}

	/**
	 * An object that could not be removed.
	 *
	 * @param location where it is
	 * @param cause why
	 */
	public record DeleteFailure(ObjectLocation location, Exception cause) {
	}

}
