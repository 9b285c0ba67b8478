package io.github.s3backed.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Removes objects, many with one request. Not every store takes that: some do not know
 * the operation, some want a Content-MD5 that the SDK does not send any more. There they
 * are removed one by one, and the store is not asked again for more.
 */
final class Removals {

	/**
	 * S3's limit for the keys of one {@code DeleteObjects}.
	 */
	private static final int MAX = 1000;

	/** Refusals that blame the form of the request, not whoever sends it. */
	private static final Set<String> OF_FORM = Set.of("NotImplemented", "MethodNotAllowed", "MissingContentMD5",
			"MissingDigest", "InvalidDigest", "BadDigest", "InvalidRequest", "BadRequest", "InvalidArgument",
			"MalformedXML");

	private final S3Client client;

	private final RequestExecutor requests;

	private final BucketOwners owners;

	/** Buckets that objects are removed from, which are one or few. */
	private final Set<String> oneByOne = ConcurrentHashMap.newKeySet();

	Removals(S3Client client, RequestExecutor requests, BucketOwners owners) {
		this.requests = requests;
		this.client = client;
		this.owners = owners;
	}

	List<DeleteFailure> delete(Collection<ObjectLocation> locations) {
		List<DeleteFailure> failures = new ArrayList<>();
		Map<String, List<ObjectLocation>> byBucket = locations.stream()
			.distinct()
			.collect(Collectors.groupingBy(ObjectLocation::bucket));
		byBucket.forEach((bucket, inBucket) -> {
			for (int from = 0; from < inBucket.size(); from += MAX) {
				failures.addAll(delete(bucket, inBucket.subList(from, Math.min(inBucket.size(), from + MAX))));
			}
		});
		return failures;
	}

	private List<DeleteFailure> delete(String bucket, List<ObjectLocation> locations) {
		if (this.oneByOne.contains(bucket)) {
			return deleteOneByOne(locations);
		}
		try {
			return deleteTogether(bucket, locations);
		}
		catch (RuntimeException ex) {
			if (!isOfForm(ex) || !isRemoved(locations.get(0))) {
				return locations.stream().map((location) -> new DeleteFailure(location, ex)).toList();
			}
			this.oneByOne.add(bucket);
			return deleteOneByOne(locations.subList(1, locations.size()));
		}
	}

	private List<DeleteFailure> deleteTogether(String bucket, List<ObjectLocation> locations) {
		List<ObjectIdentifier> keys = locations.stream()
			.map((location) -> ObjectIdentifier.builder().key(location.key()).build())
			.toList();
		DeleteObjectsRequest request = DeleteObjectsRequest.builder()
			.bucket(bucket)
			.delete(Delete.builder().objects(keys).quiet(true).build())
			.expectedBucketOwner(this.owners.of(bucket))
			.build();
		return this.requests
			.execute(AwsErrors.bucket(bucket), "DeleteObjects", () -> this.client.deleteObjects(request))
			.errors()
			.stream()
			.map((error) -> new DeleteFailure(new ObjectLocation(bucket, error.key()), failure(bucket, error)))
			.toList();
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

	private static boolean isOfForm(RuntimeException failure) {
		if (!(failure.getCause() instanceof S3Exception refusal)) {
			return false;
		}
		@Nullable String code = (refusal.awsErrorDetails() != null) ? refusal.awsErrorDetails().errorCode() : null;
		return refusal.statusCode() == 405 || refusal.statusCode() == 501
				|| (refusal.statusCode() == 400 && (code == null || OF_FORM.contains(code)));
	}

	private boolean isRemoved(ObjectLocation location) {
		return deleteOneByOne(List.of(location)).isEmpty();
	}

	private List<DeleteFailure> deleteOneByOne(List<ObjectLocation> locations) {
		List<DeleteFailure> failures = new ArrayList<>();
		for (ObjectLocation location : locations) {
			try {
				this.requests.execute(AwsErrors.bucket(location.bucket()), "DeleteObject",
						() -> this.client.deleteObject((it) -> it.bucket(location.bucket())
							.key(location.key())
							.expectedBucketOwner(this.owners.of(location.bucket()))));
			}
			catch (RuntimeException ex) {
				if (!isMissing(ex)) {
					failures.add(new DeleteFailure(location, ex));
				}
			}
		}
		return failures;
	}

	private static boolean isMissing(RuntimeException failure) {
		return failure.getCause() instanceof S3Exception refusal && ObjectStore.isMissing(refusal);
	}

}
