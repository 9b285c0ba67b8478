package io.github.s3backed.simulation;

import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Pages of lists of multipart uploads, and of the parts of one.
 */
final class UploadListing {

	private UploadListing() {
	}

	static ListPartsResponse.Builder of(UploadStore.Upload upload, ListPartsRequest request, int pageSize) {
		int after = (request.partNumberMarker() != null) ? request.partNumberMarker() : 0;
		List<Part> rest = upload.parts()
			.values()
			.stream()
			.filter((part) -> part.number() > after)
			.map(UploadListing::describe)
			.toList();
		List<Part> page = page(rest, request.maxParts(), pageSize);
		return ListPartsResponse.builder()
			.bucket(request.bucket())
			.key(upload.key())
			.uploadId(upload.id())
			.checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
			.checksumType(ChecksumType.FULL_OBJECT)
			.parts(page)
			.isTruncated(page.size() < rest.size())
			.nextPartNumberMarker(page.isEmpty() ? 0 : page.get(page.size() - 1).partNumber());
	}

	private static Part describe(UploadStore.Part part) {
		return Part.builder()
			.partNumber(part.number())
			.size((long) part.content().length)
			.eTag(part.eTag())
			.checksumCRC32C(part.checksum())
			.lastModified(part.lastModified())
			.build();
	}

	static ListMultipartUploadsResponse.Builder of(List<UploadStore.Upload> all, ListMultipartUploadsRequest request,
			int pageSize) {
		List<MultipartUpload> rest = all.stream()
			.filter((upload) -> request.prefix() == null || upload.key().startsWith(request.prefix()))
			.filter((upload) -> isAfter(upload, request.keyMarker(), request.uploadIdMarker()))
			.sorted(Comparator.comparing(UploadStore.Upload::key).thenComparing(UploadStore.Upload::id))
			.map(UploadListing::describe)
			.toList();
		List<MultipartUpload> page = page(rest, request.maxUploads(), pageSize);
		boolean truncated = page.size() < rest.size();
		MultipartUpload last = truncated ? page.get(page.size() - 1) : null;
		return ListMultipartUploadsResponse.builder()
			.bucket(request.bucket())
			.prefix(request.prefix())
			.uploads(page)
			.isTruncated(truncated)
			.nextKeyMarker((last != null) ? last.key() : null)
			.nextUploadIdMarker((last != null) ? last.uploadId() : null);
	}

	private static boolean isAfter(UploadStore.Upload upload, @Nullable String key, @Nullable String id) {
		if (key == null) {
			return true;
		}
		int order = upload.key().compareTo(key);
		return order > 0 || (order == 0 && id != null && upload.id().compareTo(id) > 0);
	}

	private static MultipartUpload describe(UploadStore.Upload upload) {
		return MultipartUpload.builder().key(upload.key()).uploadId(upload.id()).initiated(upload.initiated()).build();
	}

	private static <E> List<E> page(List<E> rest, @Nullable Integer max, int pageSize) {
		int size = Math.min(pageSize, (max != null) ? max : pageSize);
		return rest.subList(0, Math.min(size, rest.size()));
	}

}
