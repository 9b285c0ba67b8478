package io.github.s3backed.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * S3 as far as the library uses it.
 */
final class SimulatedS3 implements S3Client {

	private final ObjectStore store;

	private final Wire wire;

	private final VirtualTime time;

	private final Choices choices;

	private final boolean owned;

	private final int pageSize;

	private final BiConsumer<@Nullable Operation, List<String>> beforeRemoval;

	/**
	 * Creates the service.
	 * @param owned whether it refuses requests that do not name the bucket's owner
	 * @param pageSize how many keys are in one answer
	 * @param beforeRemoval is told of the objects that an operation has asked to remove
	 */
	SimulatedS3(ObjectStore store, Wire wire, VirtualTime time, Choices choices, boolean owned, int pageSize,
			BiConsumer<@Nullable Operation, List<String>> beforeRemoval) {
		this.pageSize = pageSize;
		this.beforeRemoval = beforeRemoval;
		this.choices = choices;
		this.owned = owned;
		this.store = store;
		this.wire = wire;
		this.time = time;
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		return send(WireCall.Kind.PUT_OBJECT, "PutObject " + request.key(), request, (fault) -> {
			byte[] content = read(body);
			String checksum = crc32c(content);
			if (request.checksumCRC32C() != null && !request.checksumCRC32C().equals(checksum)) {
				throw FaultErrors.describe(S3Exception.builder(), "BadDigest", 400);
			}
			if (request.ifNoneMatch() != null && this.store.get(request.key()) != null) {
				throw FaultErrors.describe(S3Exception.builder(), "PreconditionFailed", 412);
			}
			this.store.put(request.key(), new ObjectStore.StoredObject(content, request.metadata(),
					request.contentType(), request.contentEncoding(), now()), request);
			if (fault == Fault.MISREPORTED && this.choices.pick(Choices.Kind.DETAIL, 2) == 1) {
				return PutObjectResponse.builder().build();
			}
			PutObjectResponse.Builder response = PutObjectResponse.builder()
				.size((long) content.length)
				.checksumCRC32C((fault == Fault.MISREPORTED) ? "AAAAAA==" : checksum);
			response.sdkHttpResponse(SimulatedSdk.httpResponse(now()));
			return response.build();
		});
	}

	@Override
	public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		return send(WireCall.Kind.READ_OBJECT, "GetObject " + request.key(), request, (fault) -> {
			ObjectStore.StoredObject object = existing(request.key());
			GetObjectResponse response = GetObjectResponse.builder()
				.contentLength((long) object.content().length)
				.contentType(object.contentType())
				.contentEncoding(object.contentEncoding())
				.metadata(object.metadata())
				.lastModified(object.lastModified())
				.build();
			return transform(transformer, response, object.content(), fault);
		});
	}

	/**
	 * Like the SDK, reads a body that has broken off again, if it may.
	 */
	private <T> T transform(ResponseTransformer<GetObjectResponse, T> transformer, GetObjectResponse response,
			byte[] content, Fault fault) {
		try {
			return transformer.transform(response, AbortableInputStream.create(body(content, fault)));
		}
		catch (RetryableException ex) {
			if (this.choices.pick(Choices.Kind.DETAIL, 2) == 1) {
				throw ex;
			}
			return transform(transformer, response, content, Fault.NONE);
		}
		catch (AbortedException ex) {
			throw ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Thread was interrupted", ex);
		}
		catch (Exception ex) {
			throw NonRetryableException.builder().message("Unable to transform").cause(ex).build();
		}
	}

	@Override
	public HeadObjectResponse headObject(HeadObjectRequest request) {
		return send(WireCall.Kind.LIST_OBJECTS, "HeadObject " + request.key(), request, (fault) -> {
			ObjectStore.StoredObject object = existing(request.key());
			return HeadObjectResponse.builder()
				.contentLength((long) object.content().length)
				.metadata(object.metadata())
				.lastModified(object.lastModified())
				.build();
		});
	}

	@Override
	public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
		Operation operation = this.wire.process().operation();
		return send(WireCall.Kind.DELETE_OBJECTS, "DeleteObject " + request.key(), request, (fault) -> {
			this.beforeRemoval.accept(operation, List.of(request.key()));
			if (fault == Fault.KEY_ERROR) {
				throw (RuntimeException) FaultErrors.of(Fault.DENIED, WireCall.Service.S3);
			}
			delete(ObjectIdentifier.builder().key(request.key()).versionId(request.versionId()).build());
			return DeleteObjectResponse.builder().build();
		});
	}

	@Override
	public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
		List<String> keys = request.delete().objects().stream().map(ObjectIdentifier::key).toList();
		Operation operation = this.wire.process().operation();
		return send(WireCall.Kind.DELETE_OBJECTS, "DeleteObjects " + keys, request, (fault) -> {
			this.beforeRemoval.accept(operation, keys);
			List<DeletedObject> deleted = new ArrayList<>();
			List<S3Error> errors = new ArrayList<>();
			for (ObjectIdentifier object : request.delete().objects()) {
				String key = object.key();
				if (fault == Fault.KEY_ERROR && errors.isEmpty()) {
					errors.add(S3Error.builder().key(key).code("InternalError").message("simulated").build());
				}
				else {
					delete(object);
					deleted.add(DeletedObject.builder().key(key).build());
				}
			}
			boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
			return DeleteObjectsResponse.builder().deleted(quiet ? List.of() : deleted).errors(errors).build();
		});
	}

	private void delete(ObjectIdentifier object) {
		if (object.versionId() != null) {
			this.store.deleteForGood(object.key());
		}
		else {
			this.store.delete(object.key());
		}
	}

	@Override
	public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
		return send(WireCall.Kind.LIST_OBJECTS, "ListObjectsV2 " + request.prefix(), request, (fault) -> {
			ListObjectsV2Response.Builder response = switch (fault) {
				case ERROR_PAGE -> ListObjectsV2Response.builder();
				case CUT_SHORT -> ListObjectsV2Response.builder().isTruncated(true);
				default -> new ObjectListing(request, this.pageSize).of(this.store.all());
			};
			response.sdkHttpResponse(SimulatedSdk.httpResponse(now()));
			return response.build();
		});
	}

	@Override
	public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
		return send(WireCall.Kind.LIST_OBJECTS, "ListMultipartUploads", request,
				(fault) -> (fault == Fault.ERROR_PAGE) ? ListMultipartUploadsResponse.builder().build()
						: ListMultipartUploadsResponse.builder().isTruncated(fault == Fault.CUT_SHORT).build());
	}

	private Instant now() {
		return this.time.instant().truncatedTo(ChronoUnit.SECONDS);
	}

	private ObjectStore.StoredObject existing(String key) {
		ObjectStore.StoredObject object = this.store.get(key);
		if (object == null) {
			throw FaultErrors.describe(NoSuchKeyException.builder(), "NoSuchKey", 404);
		}
		return object;
	}

	private static byte[] read(RequestBody body) {
		try (InputStream stream = body.contentStreamProvider().newStream()) {
			return stream.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InputStream body(byte[] content, Fault fault) {
		return switch (fault) {
			case BODY_TRUNCATED ->
				new SequenceInputStream(new ByteArrayInputStream(content, 0, content.length / 2), new BrokenStream());
			case BODY_ALTERED -> {
				byte[] altered = content.clone();
				altered[altered.length - 1] ^= 1;
				yield new ByteArrayInputStream(altered);
			}
			default -> new ByteArrayInputStream(content);
		};
	}

	private static String crc32c(byte[] content) {
		CRC32C checksum = new CRC32C();
		checksum.update(content);
		return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
	}

	private <R> R send(WireCall.Kind kind, String text, S3Request request, Function<Fault, R> effect) {
		boolean allowed = !this.owned || namesOwner(request);
		return this.wire
			.call(new WireCall<>(kind, text, this.wire.process(), Retries.allowedBelow(request), null, (fault) -> {
				if (!allowed) {
					throw FaultErrors.describe(S3Exception.builder(), "AccessDenied", 403);
				}
				return effect.apply(fault);
			}));
	}

	private static boolean namesOwner(S3Request request) {
		return request.getValueForField("ExpectedBucketOwner", String.class)
			.filter(ObjectStore.OWNER::equals)
			.isPresent();
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

	private static final class BrokenStream extends InputStream {

		@Override
		public int read() throws IOException {
			throw new java.net.SocketException("Connection reset");
		}

	}

}
