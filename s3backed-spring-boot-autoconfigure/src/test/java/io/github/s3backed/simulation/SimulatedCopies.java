package io.github.s3backed.simulation;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/**
 * Copies that S3 makes by itself, of objects and of parts of them.
 */
final class SimulatedCopies {

	private final ObjectStore store;

	private final S3Wire wire;

	private final SimulatedUploads uploads;

	SimulatedCopies(ObjectStore store, S3Wire wire, SimulatedUploads uploads) {
		this.store = store;
		this.wire = wire;
		this.uploads = uploads;
	}

	CopyObjectResponse copy(CopyObjectRequest request) {
		String text = "CopyObject " + request.sourceKey() + " to " + request.destinationKey();
		return this.wire.send(WireCall.Kind.COPY_OBJECT, text, request, (fault) -> {
			CopyObjectResponse.Builder response = this.wire.unlessErrorPage(fault, () -> copied(request, fault),
					() -> CopyObjectResponse.builder().copyObjectResult(CopyObjectResult.builder().build()));
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	private CopyObjectResponse.Builder copied(CopyObjectRequest request, Fault fault) {
		ObjectStore.StoredObject source = source(request.sourceKey(), request.copySourceIfMatch());
		if (request.ifNoneMatch() != null && this.store.get(request.destinationKey()) != null) {
			throw S3Wire.refusal("PreconditionFailed", 412);
		}
		boolean replaced = request.metadataDirective() == MetadataDirective.REPLACE;
		Map<String, String> metadata = replaced ? request.metadata() : source.metadata();
		ObjectStore.StoredObject copy = new ObjectStore.StoredObject(source.content(), metadata,
				replaced ? request.contentType() : source.contentType(),
				replaced ? request.contentEncoding() : source.contentEncoding(), this.wire.now());
		this.store.put(request.destinationKey(), copy, request);
		return CopyObjectResponse.builder()
			.copyObjectResult((result) -> result.eTag(copy.eTag())
				.lastModified(copy.lastModified())
				.checksumType(ChecksumType.FULL_OBJECT)
				.checksumCRC32C(this.wire.checksum(fault, copy.checksum())));
	}

	UploadPartCopyResponse copyPart(UploadPartCopyRequest request) {
		String text = "UploadPartCopy " + request.sourceKey() + " to part " + request.partNumber() + " of "
				+ request.destinationKey();
		boolean open = this.uploads.isOpen(request.destinationKey(), request.uploadId());
		return this.wire.send(WireCall.Kind.UPLOAD_PART, text, request, (fault) -> {
			UploadPartCopyResponse.Builder response = this.wire.unlessErrorPage(fault,
					() -> copied(request, open, fault),
					() -> UploadPartCopyResponse.builder().copyPartResult(CopyPartResult.builder().build()));
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	private UploadPartCopyResponse.Builder copied(UploadPartCopyRequest request, boolean wasOpen, Fault fault) {
		ObjectStore.StoredObject source = source(request.sourceKey(), request.copySourceIfMatch());
		ByteRange range = ByteRange.of(request.copySourceRange(), source.content().length);
		UploadStore.Part part = this.uploads.part(request.partNumber(), range.of(source.content()));
		this.uploads.add(request.destinationKey(), request.uploadId(), part, wasOpen);
		return UploadPartCopyResponse.builder()
			.copyPartResult((result) -> result.eTag(part.eTag())
				.lastModified(part.lastModified())
				.checksumCRC32C(this.wire.checksum(fault, part.checksum())));
	}

	private ObjectStore.StoredObject source(String key, @Nullable String eTag) {
		ObjectStore.StoredObject object = this.store.get(key);
		if (object == null) {
			throw FaultErrors.describe(NoSuchKeyException.builder(), "NoSuchKey", 404);
		}
		S3Wire.requireMatch(object, eTag);
		return object;
	}

}
