package io.github.s3backed.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

import org.springframework.dao.DataAccessException;

/**
 * Lists what is in a bucket. Every call is one request.
 */
public final class ObjectInventory {

	private final S3Client client;

	private final RequestExecutor requests;

	private final String bucket;

	private final @Nullable String expectedBucketOwner;

	/**
	 * Creates the inventory of a bucket.
	 * @param client the client
	 * @param requests makes its calls
	 * @param bucket the bucket
	 * @param expectedBucketOwner the account that must own the bucket, or {@code null}
	 */
	public ObjectInventory(S3Client client, RequestExecutor requests, String bucket,
			@Nullable String expectedBucketOwner) {
		this.client = client;
		this.requests = requests;
		this.bucket = bucket;
		this.expectedBucketOwner = expectedBucketOwner;
	}

	/**
	 * An object in a list.
	 *
	 * @param key its key
	 * @param size its length in bytes
	 * @param lastModified when it was stored, by S3's clock
	 */
	public record ListedObject(String key, long size, Instant lastModified) {
	}

	/**
	 * A part of a list of objects.
	 *
	 * @param objects the objects, in the order of their keys
	 * @param date when S3 answered, by its own clock; {@code null} if it did not say
	 * @param next where the list goes on, or {@code null} at its end
	 */
	public record ObjectPage(List<ListedObject> objects, @Nullable Instant date, @Nullable String next) {
	}

	/**
	 * Lists objects, 1,000 at a time.
	 * @param prefix what their keys begin with
	 * @param startAfter the key after which to begin, or {@code null}
	 * @param next where an earlier list goes on, or {@code null}
	 * @return a part of the list
	 */
	public ObjectPage list(String prefix, @Nullable String startAfter, @Nullable String next) {
		ListObjectsV2Request request = ListObjectsV2Request.builder()
			.bucket(this.bucket)
			.prefix(prefix)
			.startAfter((next == null) ? startAfter : null)
			.continuationToken(next)
			.expectedBucketOwner(this.expectedBucketOwner)
			.build();
		ListObjectsV2Response response = call("ListObjectsV2", () -> this.client.listObjectsV2(request));
		return new ObjectPage(objects(response), ServiceDate.of(response), next(response));
	}

	/**
	 * A part of a list of what is directly below a prefix.
	 *
	 * @param objects the objects whose keys have no further slash, in their order
	 * @param groups what the other keys begin with, up to the next slash and with it, in
	 * their order
	 * @param date when S3 answered, by its own clock; {@code null} if it did not say
	 * @param next where the list goes on, or {@code null} at its end
	 */
	public record GroupPage(List<ListedObject> objects, List<String> groups, @Nullable Instant date,
			@Nullable String next) {
	}

	/**
	 * Lists what is directly below a prefix, 1,000 objects and groups at a time.
	 * @param prefix what the keys begin with, ending in a slash
	 * @param next where an earlier list goes on, or {@code null}
	 * @return a part of the list
	 */
	public GroupPage groups(String prefix, @Nullable String next) {
		ListObjectsV2Request request = ListObjectsV2Request.builder()
			.bucket(this.bucket)
			.prefix(prefix)
			.delimiter("/")
			.continuationToken(next)
			.expectedBucketOwner(this.expectedBucketOwner)
			.build();
		ListObjectsV2Response response = call("ListObjectsV2", () -> this.client.listObjectsV2(request));
		return new GroupPage(objects(response), response.commonPrefixes().stream().map(CommonPrefix::prefix).toList(),
				ServiceDate.of(response), next(response));
	}

	private static List<ListedObject> objects(ListObjectsV2Response response) {
		return response.contents()
			.stream()
			.map((object) -> new ListedObject(object.key(), object.size(), object.lastModified()))
			.toList();
	}

	/**
	 * An error page in a reply with a successful status looks like a list of nothing, and
	 * must not be taken for the end of one.
	 */
	private @Nullable String next(ListObjectsV2Response response) {
		boolean truncated = Boolean.TRUE.equals(response.isTruncated());
		if (response.isTruncated() == null || (truncated && response.nextContinuationToken() == null)) {
			throw AwsErrors.incompleteList(this.bucket, "ListObjectsV2");
		}
		return truncated ? response.nextContinuationToken() : null;
	}

	/**
	 * Reads the user metadata of an object.
	 * @param key its key
	 * @return the metadata
	 */
	public Map<String, String> metadata(String key) {
		return call("HeadObject",
				() -> this.client
					.headObject((it) -> it.bucket(this.bucket).key(key).expectedBucketOwner(this.expectedBucketOwner)))
			.metadata();
	}

	/**
	 * A multipart upload that was not completed.
	 *
	 * @param key the key it was to have
	 * @param id its id
	 * @param initiated when it was begun, by S3's clock
	 */
	public record OpenUpload(String key, String id, Instant initiated) {
	}

	/**
	 * A part of a list of multipart uploads.
	 *
	 * @param uploads the uploads
	 * @param date when S3 answered, by its own clock; {@code null} if it did not say
	 * @param next the last upload of this part, or {@code null} at the end of the list
	 */
	public record UploadPage(List<OpenUpload> uploads, @Nullable Instant date, @Nullable OpenUpload next) {
	}

	/**
	 * Lists multipart uploads that were not completed.
	 * @param prefix what their keys begin with
	 * @param after the upload after which to go on, or {@code null}
	 * @return a part of the list
	 */
	public UploadPage listUploads(String prefix, @Nullable OpenUpload after) {
		ListMultipartUploadsRequest request = ListMultipartUploadsRequest.builder()
			.bucket(this.bucket)
			.prefix(prefix)
			.keyMarker((after != null) ? after.key() : null)
			.uploadIdMarker((after != null) ? after.id() : null)
			.expectedBucketOwner(this.expectedBucketOwner)
			.build();
		ListMultipartUploadsResponse response = call("ListMultipartUploads",
				() -> this.client.listMultipartUploads(request));
		List<OpenUpload> uploads = response.uploads()
			.stream()
			.map((upload) -> new OpenUpload(upload.key(), upload.uploadId(), upload.initiated()))
			.toList();
		boolean more = Boolean.TRUE.equals(response.isTruncated());
		if (response.isTruncated() == null || (more && uploads.isEmpty())) {
			throw AwsErrors.incompleteList(this.bucket, "ListMultipartUploads");
		}
		return new UploadPage(uploads, ServiceDate.of(response), more ? uploads.get(uploads.size() - 1) : null);
	}

	/**
	 * Aborts a multipart upload.
	 * @param upload the upload
	 * @return whether there was one: it may have been completed or aborted since it was
	 * listed
	 */
	public boolean abort(OpenUpload upload) {
		try {
			call("AbortMultipartUpload",
					() -> this.client.abortMultipartUpload((it) -> it.bucket(this.bucket)
						.key(upload.key())
						.uploadId(upload.id())
						.expectedBucketOwner(this.expectedBucketOwner)));
			return true;
		}
		catch (DataAccessException ex) {
			if (AwsErrors.isNoSuchUpload(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private <R> R call(String request, Supplier<R> call) {
		return this.requests.execute(AwsErrors.bucket(this.bucket), request, call);
	}

}
