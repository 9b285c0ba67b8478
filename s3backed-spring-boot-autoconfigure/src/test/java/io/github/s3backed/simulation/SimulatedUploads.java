package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Multipart uploads as S3 has them, but that a part may be of any length.
 */
final class SimulatedUploads {

	private static final int MAX_PARTS = 10_000;

	private final ObjectStore store;

	private final S3Wire wire;

	private final int pageSize;

	/**
	 * Creates the uploads.
	 * @param pageSize how many parts or uploads are in one answer
	 */
	SimulatedUploads(ObjectStore store, S3Wire wire, int pageSize) {
		this.store = store;
		this.wire = wire;
		this.pageSize = pageSize;
	}

	CreateMultipartUploadResponse begin(CreateMultipartUploadRequest request) {
		return this.wire.send(WireCall.Kind.CREATE_UPLOAD, "CreateMultipartUpload " + request.key(), request,
				(fault) -> {
					CreateMultipartUploadResponse.Builder response = this.wire.unlessErrorPage(fault,
							() -> begun(request), CreateMultipartUploadResponse::builder);
					response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
					return response.build();
				});
	}

	private CreateMultipartUploadResponse.Builder begun(CreateMultipartUploadRequest request) {
		ObjectStore.StoredObject object = new ObjectStore.StoredObject(new byte[0], request.metadata(),
				request.contentType(), request.contentEncoding(), this.wire.now());
		return CreateMultipartUploadResponse.builder()
			.bucket(request.bucket())
			.key(request.key())
			.checksumAlgorithm(request.checksumAlgorithm())
			.checksumType(request.checksumType())
			.uploadId(this.store.uploads().begin(request.key(), object, request));
	}

	UploadPartResponse send(UploadPartRequest request, RequestBody body) {
		String text = "UploadPart " + request.partNumber() + " of " + request.key();
		boolean open = isOpen(request.key(), request.uploadId());
		return this.wire.send(WireCall.Kind.UPLOAD_PART, text, request, (fault) -> {
			UploadPartResponse.Builder response = this.wire.unlessErrorPage(fault,
					() -> sent(request, body, open, fault), UploadPartResponse::builder);
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	private UploadPartResponse.Builder sent(UploadPartRequest request, RequestBody body, boolean wasOpen, Fault fault) {
		UploadStore.Part part = part(request.partNumber(), S3Wire.read(body));
		if (request.checksumCRC32C() != null && !request.checksumCRC32C().equals(part.checksum())) {
			throw S3Wire.refusal("BadDigest", 400);
		}
		add(request.key(), request.uploadId(), part, wasOpen);
		return UploadPartResponse.builder()
			.eTag(part.eTag())
			.checksumCRC32C(this.wire.checksum(fault, part.checksum()));
	}

	/**
	 * Tells whether an upload takes parts now, when a request is sent.
	 */
	boolean isOpen(String key, String id) {
		return this.store.uploads().open(key, id) != null;
	}

	UploadStore.Part part(int number, byte[] content) {
		if (number < 1 || number > MAX_PARTS) {
			throw S3Wire.refusal("InvalidArgument", 400);
		}
		return new UploadStore.Part(number, content, this.wire.now());
	}

	/**
	 * Adds a part to an upload. One that was on its way while the upload was aborted may
	 * remain, until it is aborted again.
	 * @param wasOpen whether the upload took parts when the request was sent
	 */
	void add(String key, String id, UploadStore.Part part, boolean wasOpen) {
		UploadStore.Upload upload = this.store.uploads().open(key, id);
		UploadStore.Upload aborted = this.store.uploads().aborted(key, id);
		if (upload == null && wasOpen && aborted != null && this.wire.pick(2) == 1) {
			upload = aborted;
		}
		if (upload == null) {
			throw noSuchUpload();
		}
		upload.add(part);
	}

	CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
		String text = "CompleteMultipartUpload " + request.key();
		return this.wire.send(WireCall.Kind.COMPLETE_UPLOAD, text, request, (fault) -> {
			CompleteMultipartUploadResponse.Builder response = this.wire.unlessErrorPage(fault,
					() -> completed(request, fault), CompleteMultipartUploadResponse::builder);
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	private CompleteMultipartUploadResponse.Builder completed(CompleteMultipartUploadRequest request, Fault fault) {
		UploadStore.Upload upload = this.store.uploads().open(request.key(), request.uploadId());
		if (upload == null) {
			throw noSuchUpload();
		}
		List<UploadStore.Part> parts = chosen(upload, request.multipartUpload().parts());
		ObjectStore.StoredObject object = upload.object(parts);
		require(request, object);
		this.store.put(request.key(), object, upload.request());
		this.store.uploads().completed(upload);
		boolean composite = fault == Fault.MISREPORTED && this.wire.pick(2) == 1;
		return CompleteMultipartUploadResponse.builder()
			.bucket(request.bucket())
			.key(request.key())
			.eTag(object.eTag())
			.checksumType(composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT)
			.checksumCRC32C(composite ? "AAAAAA==-" + parts.size() : this.wire.checksum(fault, object.checksum()));
	}

	private static List<UploadStore.Part> chosen(UploadStore.Upload upload, List<CompletedPart> parts) {
		List<UploadStore.Part> chosen = new ArrayList<>();
		int last = 0;
		for (CompletedPart completed : parts) {
			if (completed.partNumber() <= last) {
				throw S3Wire.refusal("InvalidPartOrder", 400);
			}
			last = completed.partNumber();
			UploadStore.Part part = upload.parts().get(last);
			if (part == null || !isSame(completed, part)) {
				throw S3Wire.refusal("InvalidPart", 400);
			}
			chosen.add(part);
		}
		if (chosen.isEmpty()) {
			throw S3Wire.refusal("MalformedXML", 400);
		}
		return chosen;
	}

	private static boolean isSame(CompletedPart completed, UploadStore.Part part) {
		return part.eTag().equals(completed.eTag())
				&& (completed.checksumCRC32C() == null || completed.checksumCRC32C().equals(part.checksum()));
	}

	private void require(CompleteMultipartUploadRequest request, ObjectStore.StoredObject object) {
		if (request.checksumCRC32C() != null && !request.checksumCRC32C().equals(object.checksum())) {
			throw S3Wire.refusal("BadDigest", 400);
		}
		if (request.mpuObjectSize() != null && request.mpuObjectSize() != object.length()) {
			throw S3Wire.refusal("InvalidRequest", 400);
		}
		if (request.ifNoneMatch() != null && this.store.get(request.key()) != null) {
			throw S3Wire.refusal("PreconditionFailed", 412);
		}
	}

	AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
		String text = "AbortMultipartUpload " + request.key();
		return this.wire.send(WireCall.Kind.ABORT_UPLOAD, text, request, (fault) -> {
			existing(request.key(), request.uploadId()).abort();
			return AbortMultipartUploadResponse.builder().build();
		});
	}

	ListPartsResponse parts(ListPartsRequest request) {
		return this.wire.send(WireCall.Kind.LIST_PARTS, "ListParts " + request.key(), request, (fault) -> {
			if (fault == Fault.CUT_SHORT) {
				return ListPartsResponse.builder().isTruncated(true).build();
			}
			return this.wire.unlessErrorPage(fault, () -> listedParts(request), ListPartsResponse::builder).build();
		});
	}

	private ListPartsResponse.Builder listedParts(ListPartsRequest request) {
		UploadStore.Upload upload = existing(request.key(), request.uploadId());
		upload.listed(this.wire.operation());
		return UploadListing.of(upload, request, this.pageSize);
	}

	ListMultipartUploadsResponse list(ListMultipartUploadsRequest request) {
		return this.wire.send(WireCall.Kind.LIST_OBJECTS, "ListMultipartUploads " + request.prefix(), request,
				(fault) -> {
					ListMultipartUploadsResponse.Builder response = switch (fault) {
						case ERROR_PAGE -> ListMultipartUploadsResponse.builder();
						case CUT_SHORT -> ListMultipartUploadsResponse.builder().isTruncated(true);
						default -> UploadListing.of(this.store.uploads().existing(), request, this.pageSize);
					};
					response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
					return response.build();
				});
	}

	private UploadStore.Upload existing(String key, String id) {
		UploadStore.Upload upload = this.store.uploads().existing(key, id);
		if (upload == null) {
			throw noSuchUpload();
		}
		return upload;
	}

	private static AwsServiceException noSuchUpload() {
		return FaultErrors.describe(NoSuchUploadException.builder(), "NoSuchUpload", 404);
	}

}
