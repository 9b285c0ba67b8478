package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
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
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * S3 as far as the library uses it.
 */
final class SimulatedS3 implements S3Client {

	private final ObjectStore store;

	private final S3Wire wire;

	private final SimulatedReads reads;

	private final SimulatedUploads uploads;

	private final SimulatedCopies copies;

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
		this.store = store;
		this.wire = new S3Wire(wire, time, choices, owned);
		this.reads = new SimulatedReads(store, this.wire);
		this.uploads = new SimulatedUploads(store, this.wire, pageSize);
		this.copies = new SimulatedCopies(store, this.wire, this.uploads);
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		return this.wire.send(WireCall.Kind.PUT_OBJECT, "PutObject " + request.key(), request, (fault) -> {
			byte[] content = S3Wire.read(body);
			String checksum = Digests.crc32c(content);
			if (request.checksumCRC32C() != null && !request.checksumCRC32C().equals(checksum)) {
				throw S3Wire.refusal("BadDigest", 400);
			}
			if (request.ifNoneMatch() != null && this.store.get(request.key()) != null) {
				throw S3Wire.refusal("PreconditionFailed", 412);
			}
			ObjectStore.StoredObject object = new ObjectStore.StoredObject(content, request.metadata(),
					request.contentType(), request.contentEncoding(), this.wire.now());
			this.store.put(request.key(), object, request);
			if (fault == Fault.MISREPORTED && this.wire.pick(2) == 1) {
				return PutObjectResponse.builder().build();
			}
			PutObjectResponse.Builder response = PutObjectResponse.builder()
				.size(object.length())
				.checksumCRC32C((fault == Fault.MISREPORTED) ? "AAAAAA==" : checksum);
			if (fault != Fault.MISREPORTED) {
				response.eTag(object.eTag());
			}
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	@Override
	public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		return this.reads.get(request, transformer);
	}

	@Override
	public HeadObjectResponse headObject(HeadObjectRequest request) {
		return this.reads.head(request);
	}

	@Override
	public CopyObjectResponse copyObject(CopyObjectRequest request) {
		return this.copies.copy(request);
	}

	@Override
	public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
		return this.uploads.begin(request);
	}

	@Override
	public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
		return this.uploads.send(request, body);
	}

	@Override
	public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
		return this.copies.copyPart(request);
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
		return this.uploads.complete(request);
	}

	@Override
	public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
		return this.uploads.abort(request);
	}

	@Override
	public ListPartsResponse listParts(ListPartsRequest request) {
		return this.uploads.parts(request);
	}

	@Override
	public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
		return this.uploads.list(request);
	}

	@Override
	public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
		Operation operation = this.wire.operation();
		return this.wire.send(WireCall.Kind.DELETE_OBJECTS, "DeleteObject " + request.key(), request, (fault) -> {
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
		Operation operation = this.wire.operation();
		return this.wire.send(WireCall.Kind.DELETE_OBJECTS, "DeleteObjects " + keys, request, (fault) -> {
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
		return this.wire.send(WireCall.Kind.LIST_OBJECTS, "ListObjectsV2 " + request.prefix(), request, (fault) -> {
			ListObjectsV2Response.Builder response = switch (fault) {
				case ERROR_PAGE -> ListObjectsV2Response.builder();
				case CUT_SHORT -> ListObjectsV2Response.builder().isTruncated(true);
				default -> new ObjectListing(request, this.pageSize).of(this.store.all());
			};
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
