package io.github.s3backed.store;

import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/**
 * Has S3 copy objects, whose bytes never come here.
 */
public final class ObjectCopies {

	/**
	 * S3's limit for an object that is copied with one request, in bytes.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject</a>
	 */
	public static final long MAX_LENGTH = 5L << 30;

	private final S3Client client;

	private final RequestExecutor requests;

	private final BucketOwners owners;

	private final ObjectCustomizers customizers;

	/**
	 * Creates the copies.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners know who must own which bucket
	 * @param customizers have a say in how objects are stored
	 */
	public ObjectCopies(S3Client client, RequestExecutor requests, BucketOwners owners, ObjectCustomizers customizers) {
		this.client = client;
		this.requests = requests;
		this.owners = owners;
		this.customizers = customizers;
	}

	/**
	 * An object that was copied.
	 *
	 * @param proven whether S3's answer proves that the copy is the same; else it has to
	 * be read
	 * @param date when S3 answered, by its own clock; {@code null} if it did not say
	 */
	public record Copied(boolean proven, @Nullable Instant date) {

	}

	/**
	 * Copies an object. Its metadata and tags are not copied: they name its owner.
	 * @param source where it is
	 * @param state what S3 says of it
	 * @param target what the copy is to be
	 * @return what S3 says of the copy
	 * @throws ObjectUnavailableException if there is no object to copy any more
	 * @throws CorruptObjectException if S3 says that it is another
	 * @throws org.springframework.dao.DataAccessException if it was not copied, or S3
	 * does not say so
	 */
	public Copied copy(ObjectLocation source, ObjectState state, NewObject target) {
		CopyObjectRequest request = request(source, state, target, ChecksumAlgorithm.CRC32_C);
		CopyObjectResponse response = ObjectStore.unlessMissing(source,
				() -> call(target.location(), () -> this.client.copyObject(request)));
		String checksum = checksum(response.copyObjectResult());
		if (checksum == null || state.checksum() == null) {
			return new Copied(false, ServiceDate.of(response));
		}
		if (!checksum.equals(state.checksum())) {
			throw new CorruptObjectException("S3 copied " + source + " with CRC-32C " + state.checksum() + " to "
					+ target.location() + " with " + checksum, null);
		}
		return new Copied(true, ServiceDate.of(response));
	}

	/**
	 * Copies an object of which only its SHA-256 is known. Its metadata and tags are not
	 * copied.
	 * @param source where it is
	 * @param state what S3 says of it
	 * @param sha256 the SHA-256 that it must have
	 * @param target what the copy is to be
	 * @return what S3 says of the copy
	 * @throws CorruptObjectException if S3 says that it is another
	 * @throws ObjectUnavailableException if there is no object to copy any more
	 * @throws org.springframework.dao.DataAccessException if it was not copied, or S3
	 * does not say so
	 */
	public Copied copy(ObjectLocation source, ObjectState state, SdkBytes sha256, NewObject target) {
		CopyObjectRequest request = request(source, state, target, ChecksumAlgorithm.SHA256);
		CopyObjectResponse response = ObjectStore.unlessMissing(source,
				() -> call(target.location(), () -> this.client.copyObject(request)));
		CopyObjectResult result = response.copyObjectResult();
		String checksum = (result != null) ? result.checksumSHA256() : null;
		String expected = Base64.getEncoder().encodeToString(sha256.asByteArrayUnsafe());
		if (checksum != null && !checksum.equals(expected)) {
			throw new CorruptObjectException("Object " + source + " has the SHA-256 " + checksum
					+ " (in base64), its upload was announced with " + expected, null);
		}
		return new Copied(checksum != null, ServiceDate.of(response));
	}

	private static @Nullable String checksum(@Nullable CopyObjectResult result) {
		return (result == null || result.checksumType() == ChecksumType.COMPOSITE) ? null : result.checksumCRC32C();
	}

	private CopyObjectRequest request(ObjectLocation source, ObjectState state, NewObject target,
			ChecksumAlgorithm checksum) {
		ObjectSettings settings = target.settings(this.customizers, state.length());
		return settings.applyTo(CopyObjectRequest.builder())
			.sourceBucket(source.bucket())
			.sourceKey(source.key())
			.copySourceIfMatch(state.eTag())
			.expectedSourceBucketOwner(this.owners.of(source.bucket()))
			.destinationBucket(target.location().bucket())
			.destinationKey(target.location().key())
			.expectedBucketOwner(this.owners.of(target.location().bucket()))
			.metadataDirective(MetadataDirective.REPLACE)
			.taggingDirective(TaggingDirective.REPLACE)
			.contentType(target.contentType())
			.contentEncoding(target.contentEncoding())
			.metadata(settings.metadata(target.metadata()))
			.checksumAlgorithm(checksum)
			.build();
	}

	private <R> R call(ObjectLocation location, Supplier<R> call) {
		return this.requests.execute(AwsErrors.bucket(location.bucket()), "CopyObject", call);
	}

}
