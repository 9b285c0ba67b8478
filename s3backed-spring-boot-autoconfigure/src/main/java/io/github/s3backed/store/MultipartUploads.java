package io.github.s3backed.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

import org.springframework.dao.DataAccessException;

/**
 * Stores objects in parts. What S3 has of an upload is no object until it is completed,
 * and costs as much as one until it is aborted.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html">Uploading and
 * copying objects using multipart upload</a>
 */
public final class MultipartUploads {

	/**
	 * S3's limit for the parts of an upload.
	 */
	public static final int MAX_PARTS = 10_000;

	/**
	 * S3's limit for parts that are not the last, in bytes.
	 */
	public static final long MIN_PART_SIZE = 5L << 20;

	/**
	 * Parts that were on their way may arrive after an upload was aborted.
	 */
	private static final int MAX_ABORTS = 3;

	private final S3Client client;

	private final RequestExecutor requests;

	private final BucketOwners owners;

	private final ObjectStore objects;

	private final ObjectCustomizers customizers;

	/**
	 * Creates the uploads.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners know who must own which bucket
	 * @param objects looks at objects
	 * @param customizers have a say in how objects are stored
	 */
	public MultipartUploads(S3Client client, RequestExecutor requests, BucketOwners owners, ObjectStore objects,
			ObjectCustomizers customizers) {
		this.client = client;
		this.requests = requests;
		this.owners = owners;
		this.objects = objects;
		this.customizers = customizers;
	}

	/**
	 * An upload that was begun.
	 *
	 * @param location where its object is to be
	 * @param id its id
	 * @param date when S3 began it, by its own clock; {@code null} if it did not say
	 */
	public record OpenUpload(ObjectLocation location, String id, @Nullable Instant date) {

	}

	/**
	 * A part that S3 has.
	 *
	 * @param number its number
	 * @param eTag its entity tag
	 * @param checksum its CRC-32C as S3 writes it, or {@code null} if it is not known
	 */
	public record StoredPart(int number, String eTag, @Nullable String checksum) {

	}

	/**
	 * Begins an upload.
	 * @param object what is to be stored
	 * @param length its length in bytes, or {@code null} if it is not known
	 * @return the upload, which is to be completed or aborted
	 */
	public OpenUpload begin(NewObject object, @Nullable Long length) {
		ObjectSettings settings = object.settings(this.customizers, length);
		CreateMultipartUploadRequest request = settings.applyTo(CreateMultipartUploadRequest.builder())
			.bucket(object.location().bucket())
			.key(object.location().key())
			.contentType(object.contentType())
			.contentEncoding(object.contentEncoding())
			.metadata(settings.metadata(object.metadata()))
			.checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
			.checksumType(ChecksumType.FULL_OBJECT)
			.expectedBucketOwner(this.owners.of(object.location().bucket()))
			.build();
		CreateMultipartUploadResponse response = call(object.location(), "CreateMultipartUpload",
				() -> this.client.createMultipartUpload(request));
		if (response.uploadId() == null) {
			throw AwsErrors.notBegun(object.location().bucket());
		}
		return new OpenUpload(object.location(), response.uploadId(), ServiceDate.of(response));
	}

	/**
	 * Sends a part, whose bytes may be sent more than once.
	 * @param upload the upload
	 * @param part the part
	 * @return the part as S3 has it
	 * @throws CorruptObjectException if S3 says that it has something else
	 */
	public StoredPart send(OpenUpload upload, ObjectPart part) {
		String checksum = Checksums.format(part.crc32c());
		UploadPartRequest request = UploadPartRequest.builder()
			.bucket(upload.location().bucket())
			.key(upload.location().key())
			.uploadId(upload.id())
			.partNumber(part.number())
			.checksumCRC32C(checksum)
			.expectedBucketOwner(this.owners.of(upload.location().bucket()))
			.build();
		RequestBody body = RequestBody.fromContentProvider(ContentStreamProvider.fromInputStreamSupplier(part.body()),
				part.length(), "application/octet-stream");
		UploadPartResponse response = call(upload.location(), "UploadPart",
				() -> this.client.uploadPart(request, body));
		if (response.checksumCRC32C() != null && !response.checksumCRC32C().equals(checksum)) {
			throw new CorruptObjectException("S3 stored part " + part.number() + " of " + upload.location()
					+ " with CRC-32C " + response.checksumCRC32C() + ", sent was " + checksum, null);
		}
		return new StoredPart(part.number(), response.eTag(), checksum);
	}

	/**
	 * Has S3 copy a part from another object.
	 * @param upload the upload
	 * @param number the part's number
	 * @param source the other object
	 * @param state what S3 says of it
	 * @param from where the part begins in it
	 * @param to where it ends, exclusive
	 * @return the part as S3 has it
	 * @throws ObjectUnavailableException if there is no object to copy any more
	 */
	public StoredPart copy(OpenUpload upload, int number, ObjectLocation source, ObjectState state, long from,
			long to) {
		UploadPartCopyRequest request = UploadPartCopyRequest.builder()
			.destinationBucket(upload.location().bucket())
			.destinationKey(upload.location().key())
			.uploadId(upload.id())
			.partNumber(number)
			.sourceBucket(source.bucket())
			.sourceKey(source.key())
			.copySourceRange("bytes=" + from + "-" + (to - 1))
			.copySourceIfMatch(state.eTag())
			.expectedSourceBucketOwner(this.owners.of(source.bucket()))
			.expectedBucketOwner(this.owners.of(upload.location().bucket()))
			.build();
		CopyPartResult result = ObjectStore.unlessMissing(source, () -> call(upload.location(), "UploadPartCopy",
				() -> this.client.uploadPartCopy(request).copyPartResult()));
		return new StoredPart(number, result.eTag(), result.checksumCRC32C());
	}

	/**
	 * Makes the object of its parts. When this returns, the store has proven what the
	 * object is: by the checksum in its answer or in that of a {@code HeadObject}, or
	 * else by giving the object back. Where the answer is lost or is an error, a
	 * {@code HeadObject} tells whether the object is there all the same: nobody else
	 * writes its key.
	 * @param upload the upload
	 * @param parts its parts, in their order
	 * @param length the length of the object in bytes
	 * @param crc32c the checksum of the object
	 * @throws CorruptObjectException if the store has made something else
	 * @throws DataAccessException if there is no object, which is certain only when the
	 * upload was aborted
	 */
	public void complete(OpenUpload upload, List<StoredPart> parts, long length, int crc32c) {
		@Nullable String checksum;
		try {
			checksum = complete(upload, request(upload, parts, length, crc32c));
		}
		catch (DataAccessException ex) {
			if (!isStored(upload.location(), length, crc32c, ex)) {
				throw ex;
			}
			return;
		}
		if (checksum != null && !checksum.equals(Checksums.format(crc32c))) {
			throw new CorruptObjectException("S3 made " + upload.location() + " with CRC-32C " + checksum
					+ ", sent were parts with " + Checksums.format(crc32c), null);
		}
		if (checksum == null) {
			this.objects.requireStored(upload.location(), length, crc32c);
		}
	}

	private CompleteMultipartUploadRequest request(OpenUpload upload, List<StoredPart> parts, long length, int crc32c) {
		List<CompletedPart> completed = parts.stream()
			.map((part) -> CompletedPart.builder()
				.partNumber(part.number())
				.eTag(part.eTag())
				.checksumCRC32C(part.checksum())
				.build())
			.toList();
		return CompleteMultipartUploadRequest.builder()
			.bucket(upload.location().bucket())
			.key(upload.location().key())
			.uploadId(upload.id())
			.multipartUpload((it) -> it.parts(completed))
			.checksumCRC32C(Checksums.format(crc32c))
			.checksumType(ChecksumType.FULL_OBJECT)
			.mpuObjectSize(length)
			.ifNoneMatch("*")
			.expectedBucketOwner(this.owners.of(upload.location().bucket()))
			.build();
	}

	/**
	 * Returns the checksum of the object, or {@code null} if the answer does not have it,
	 * or has one made of the checksums of the parts.
	 */
	private @Nullable String complete(OpenUpload upload, CompleteMultipartUploadRequest request) {
		CompleteMultipartUploadResponse response = call(upload.location(), "CompleteMultipartUpload",
				() -> this.client.completeMultipartUpload(request));
		return (response.checksumType() == ChecksumType.COMPOSITE) ? null : response.checksumCRC32C();
	}

	private boolean isStored(ObjectLocation location, long length, int crc32c, DataAccessException failure) {
		try {
			ObjectState state = this.objects.head(location).orElse(null);
			if (state != null && !state.proves(length, crc32c)) {
				this.objects.requireStored(location, length, crc32c);
			}
			return state != null;
		}
		catch (DataAccessException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

	/**
	 * Aborts an upload, again while S3 still lists parts of it: one that was on its way
	 * may arrive late.
	 * @param upload the upload
	 * @throws DataAccessException if S3 does not say that nothing is left of it
	 */
	public void abort(OpenUpload upload) {
		AbortMultipartUploadRequest request = AbortMultipartUploadRequest.builder()
			.bucket(upload.location().bucket())
			.key(upload.location().key())
			.uploadId(upload.id())
			.expectedBucketOwner(this.owners.of(upload.location().bucket()))
			.build();
		for (int aborts = 0; aborts < MAX_ABORTS; aborts++) {
			if (!isOpen(upload, "AbortMultipartUpload", () -> this.client.abortMultipartUpload(request))
					|| !hasParts(upload)) {
				return;
			}
		}
		throw new OpenUploadException(upload.location());
	}

	private boolean hasParts(OpenUpload upload) {
		AtomicBoolean parts = new AtomicBoolean();
		return isOpen(upload, "ListParts", () -> {
			ListPartsResponse response = this.client.listParts((it) -> it.bucket(upload.location().bucket())
				.key(upload.location().key())
				.uploadId(upload.id())
				.expectedBucketOwner(this.owners.of(upload.location().bucket())));
			parts.set(hasParts(upload, response));
			return response;
		}) && parts.get();
	}

	/**
	 * An error page in a reply with a successful status looks like an upload without
	 * parts.
	 */
	private static boolean hasParts(OpenUpload upload, ListPartsResponse response) {
		if (response.isTruncated() == null) {
			throw AwsErrors.incompleteList(upload.location().bucket(), "ListParts");
		}
		return response.isTruncated() || !response.parts().isEmpty();
	}

	/**
	 * Makes a call that S3 refuses where the upload is not there any more.
	 */
	private boolean isOpen(OpenUpload upload, String request, Supplier<?> call) {
		try {
			call(upload.location(), request, call);
			return true;
		}
		catch (DataAccessException ex) {
			if (AwsErrors.isNoSuchUpload(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private <R> R call(ObjectLocation location, String request, Supplier<R> call) {
		return this.requests.execute(AwsErrors.bucket(location.bucket()), request, call);
	}

}
