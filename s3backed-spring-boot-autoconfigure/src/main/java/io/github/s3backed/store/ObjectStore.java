package io.github.s3backed.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Sends requests to S3.
 */
public final class ObjectStore {

	private final S3Client client;

	private final RequestExecutor requests;

	private final BucketOwners owners;

	private final ObjectCustomizers customizers;

	private final Removals removals;

	/**
	 * Creates the store.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners who must own which bucket
	 */
	public ObjectStore(S3Client client, RequestExecutor requests, BucketOwners owners) {
		this(client, requests, owners, ObjectCustomizers.NONE);
	}

	/**
	 * Creates the store.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners who must own which bucket
	 * @param customizers have a say in how objects are stored
	 */
	public ObjectStore(S3Client client, RequestExecutor requests, BucketOwners owners, ObjectCustomizers customizers) {
		this.client = client;
		this.requests = requests;
		this.owners = owners;
		this.customizers = customizers;
		this.removals = new Removals(client, requests, owners);
	}

	/**
	 * Stores an object. When this returns, the store has proven that it can be read: by
	 * the checksum in its answer, by an ETag that is the content's MD5, or else by giving
	 * the object back, which costs a {@code GetObject}. Customizers are asked before
	 * anything is sent.
	 * @param upload the object
	 * @return when S3 answered, by its own clock; {@code null} if it did not say
	 * @throws CorruptObjectException if something else is stored than was sent
	 * @throws InvalidDataAccessApiUsageException if the bytes changed meanwhile; whatever
	 * is stored is to be removed
	 * @throws org.springframework.dao.ConcurrencyFailureException if there is an object
	 * and there must be none, or one is being stored
	 * @throws org.springframework.dao.InvalidDataAccessResourceUsageException also if the
	 * store cannot tell whether there is none
	 */
	public @Nullable Instant put(ObjectUpload upload) {
		ObjectSettings settings = this.customizers.settings(upload.location(), upload.contentType(), upload.length(),
				upload.metadata(), upload.context());
		ContentProof proof = new ContentProof(upload);
		SentBody body = new SentBody(upload);
		PutObjectResponse response;
		try {
			response = send(upload, settings, proof.checksum(), body);
		}
		catch (RuntimeException ex) {
			throw body.isChanged() ? changed(upload, ex) : ex;
		}
		if (body.isChanged()) {
			throw changed(upload, null);
		}
		if (!proof.isIn(response)) {
			get(upload.location(), proof::requireStored);
		}
		return ServiceDate.of(response);
	}

	private PutObjectResponse send(ObjectUpload upload, ObjectSettings settings, String checksum, SentBody body) {
		PutObjectRequest request = settings.applyTo(PutObjectRequest.builder())
			.bucket(upload.location().bucket())
			.key(upload.location().key())
			.contentType(upload.contentType())
			.contentEncoding(upload.contentEncoding())
			.metadata(settings.metadata(upload.metadata()))
			.checksumCRC32C(checksum)
			.ifNoneMatch(upload.onlyIfAbsent() ? "*" : null)
			.expectedBucketOwner(this.owners.of(upload.location().bucket()))
			.build();
		RequestBody content = RequestBody.fromContentProvider(ContentStreamProvider.fromInputStreamSupplier(body::open),
				upload.length(), upload.contentType());
		return this.requests.execute(AwsErrors.bucket(upload.location().bucket()), "PutObject",
				() -> this.client.putObject(request, content));
	}

	private static InvalidDataAccessApiUsageException changed(ObjectUpload upload, @Nullable Exception cause) {
		return new InvalidDataAccessApiUsageException("The value for " + upload.location()
				+ " was changed by another thread while it was saved; nothing was written", cause);
	}

	/**
	 * Reads an object.
	 * @param location where it is
	 * @param reader reads its bytes
	 * @param <R> the type of the result
	 * @return the reader's result
	 * @throws ObjectUnavailableException if there is none
	 */
	public <R> R get(ObjectLocation location, ObjectReader<R> reader) {
		GetObjectRequest request = GetObjectRequest.builder()
			.bucket(location.bucket())
			.key(location.key())
			.expectedBucketOwner(this.owners.of(location.bucket()))
			.build();
		return unlessUnavailable(location, () -> this.requests.execute(AwsErrors.bucket(location.bucket()), "GetObject",
				() -> this.client.getObject(request, transformer(reader))));
	}

	/**
	 * Opens an object for reading while it arrives.
	 * @param location where it is
	 * @param range the range as HTTP has it, or {@code null} for all of it
	 * @param eTag the entity tag that it must have, or {@code null} for any
	 * @return the object, to be closed
	 * @throws ObjectUnavailableException if there is none
	 * @throws DataAccessException also if it has another entity tag
	 */
	public OpenObject open(ObjectLocation location, @Nullable String range, @Nullable String eTag) {
		GetObjectRequest request = GetObjectRequest.builder()
			.bucket(location.bucket())
			.key(location.key())
			.range(range)
			.ifMatch(eTag)
			.expectedBucketOwner(this.owners.of(location.bucket()))
			.build();
		return unlessUnavailable(location, () -> this.requests.execute(AwsErrors.bucket(location.bucket()), "GetObject",
				() -> new OpenObject(this.client.getObject(request, ResponseTransformer.toInputStream()))));
	}

	/**
	 * Looks at an object without reading it.
	 * @param location where it is
	 * @return what S3 says of it; empty if it says that there is none
	 */
	public Optional<ObjectState> head(ObjectLocation location) {
		HeadObjectRequest request = HeadObjectRequest.builder()
			.bucket(location.bucket())
			.key(location.key())
			.checksumMode(ChecksumMode.ENABLED)
			.expectedBucketOwner(this.owners.of(location.bucket()))
			.build();
		try {
			HeadObjectResponse response = this.requests.execute(AwsErrors.bucket(location.bucket()), "HeadObject",
					() -> this.client.headObject(request));
			String checksum = (response.checksumType() == ChecksumType.COMPOSITE) ? null : response.checksumCRC32C();
			return Optional.of(new ObjectState(response.contentLength(), checksum, response.eTag()));
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof NoSuchKeyException) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * Requires that an object is what was sent: as S3 says by its checksum, or else by
	 * giving it back.
	 * @throws CorruptObjectException if it is not
	 */
	void requireStored(ObjectLocation location, long length, int crc32c) {
		if (head(location).filter((state) -> state.proves(length, crc32c)).isEmpty()) {
			ContentProof proof = new ContentProof(
					new ObjectUpload(location, InputStream::nullInputStream, length, crc32c, "", null, Map.of()));
			get(location, proof::requireStored);
		}
	}

	/**
	 * Makes a call that reads an object where S3 does so by itself.
	 * @throws ObjectUnavailableException if there is none
	 */
	static <R> R unlessMissing(ObjectLocation location, Supplier<R> call) {
		try {
			return call.get();
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof S3Exception refusal && isMissing(refusal)) {
				throw new ObjectUnavailableException(location, false, ex);
			}
			throw ex;
		}
	}

	private static <R> R unlessUnavailable(ObjectLocation location, Supplier<R> call) {
		try {
			return call.get();
		}
		catch (DataAccessException ex) {
			if (ex.getCause() instanceof S3Exception refusal && (isMissing(refusal) || isForbidden(refusal))) {
				throw new ObjectUnavailableException(location, isForbidden(refusal), ex);
			}
			throw ex;
		}
	}

	/**
	 * A 404 without S3's code is the answer of something in between, a load balancer
	 * without a backend say, and tells nothing of the object.
	 */
	static boolean isMissing(S3Exception refusal) {
		return refusal instanceof NoSuchKeyException || "NoSuchKey".equals(code(refusal));
	}

	/**
	 * A refusal of the credentials says nothing of the object.
	 */
	private static boolean isForbidden(S3Exception refusal) {
		return refusal.statusCode() == 403 && "AccessDenied".equals(code(refusal));
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
	 * Removes objects, 1,000 a request, or one where the store does not take several. One
	 * that is not there counts as removed.
	 * @param locations where they are
	 * @return those that could not be removed
	 */
	public List<DeleteFailure> delete(Collection<ObjectLocation> locations) {
		return this.removals.delete(locations);
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
