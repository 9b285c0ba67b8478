package io.github.s3backed.simulation;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiFunction;

import io.github.s3backed.runtime.Platform;
import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Bugs in how contents are sent in parts, and copied.
 */
final class StreamBugs {

	private static final Limits FAULT = Limits.faults(1);

	private static final String STREAMED = "save new, streamed";

	private StreamBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				inS3("does not abort an upload that has failed", (client, world) -> new NotAborted(client),
						Invariant.NO_OPEN_UPLOAD)
					.shownBy(FAULT, STREAMED)
					.meeting(Fault.DENIED),
				inS3("aborts an upload once although parts of it are listed",
						(client, world) -> new AbortedOnce(client), Invariant.NO_OPEN_UPLOAD)
					.shownBy(FAULT, STREAMED)
					.meeting(Fault.LATE),
				inS3("takes the lost answer to a completion for success", (client, world) -> new SurelyComplete(client),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT, STREAMED)
					.meeting(Fault.LOST_REQUEST),
				inS3("takes the lost answer to a completion for failure", (client, world) -> new NeverComplete(client),
						Invariant.I4_NO_ORPHAN)
					.shownBy(FAULT, STREAMED)
					.meeting(Fault.LOST_REPLY),
				inS3("does not compare what has become of parts", (client, world) -> new PartsLost(client),
						Invariant.OUTCOME_IS_TOLD)
					.shownBy(Limits.NONE, STREAMED),
				inS3("does not compare copies", WrongCopies::new, Invariant.OUTCOME_IS_TOLD).shownBy(Limits.NONE,
						"save with handles of a neighbour"),
				PlantedBug.of("sends parts after the lease", new Mutation() {
					@Override
					public Platform platform(Platform it) {
						return new Platform(it.executor(), Clock.fixed(it.clock().instant(), ZoneOffset.UTC), () -> 0,
								it.random(), it.pause(), it.partDivisor());
					}
				}, Invariant.I1_NO_DANGLING_POINTER).shownBy(new Limits(0, 2, 1), "save new, streamed, swept"));
	}

	private static PlantedBug inS3(String name, BiFunction<S3Client, World, S3Client> mutation, Invariant expected) {
		return PlantedBug.inS3(name, mutation, expected);
	}

	private static final class NotAborted extends ForwardingS3 {

		private NotAborted(S3Client client) {
			super(client);
		}

		@Override
		public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
			return AbortMultipartUploadResponse.builder().build();
		}

		@Override
		public ListPartsResponse listParts(ListPartsRequest request) {
			return ListPartsResponse.builder().isTruncated(false).build();
		}

	}

	private static final class AbortedOnce extends ForwardingS3 {

		private AbortedOnce(S3Client client) {
			super(client);
		}

		@Override
		public ListPartsResponse listParts(ListPartsRequest request) {
			super.listParts(request);
			return ListPartsResponse.builder().isTruncated(false).build();
		}

	}

	private static final class SurelyComplete extends ForwardingS3 {

		private SurelyComplete(S3Client client) {
			super(client);
		}

		@Override
		public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
			try {
				return super.completeMultipartUpload(request);
			}
			catch (SdkException ex) {
				return CompleteMultipartUploadResponse.builder()
					.checksumType(ChecksumType.FULL_OBJECT)
					.checksumCRC32C(request.checksumCRC32C())
					.build();
			}
		}

	}

	/**
	 * Takes it that there is no object to be removed.
	 */
	private static final class NeverComplete extends ForwardingS3 {

		private NeverComplete(S3Client client) {
			super(client);
		}

		@Override
		public HeadObjectResponse headObject(HeadObjectRequest request) {
			throw FaultErrors.describe(NoSuchKeyException.builder(), "NoSuchKey", 404);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			List<ObjectIdentifier> others = request.delete()
				.objects()
				.stream()
				.filter((object) -> !object.key().contains("/image/"))
				.toList();
			return others.isEmpty() ? DeleteObjectsResponse.builder().build()
					: super.deleteObjects(request.toBuilder().delete((it) -> it.objects(others)).build());
		}

	}

	/**
	 * Makes the object of the first part, and says that it is all.
	 */
	private static final class PartsLost extends ForwardingS3 {

		private PartsLost(S3Client client) {
			super(client);
		}

		@Override
		public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
			CompleteMultipartUploadResponse response = super.completeMultipartUpload(request.toBuilder()
				.checksumCRC32C(null)
				.mpuObjectSize(null)
				.multipartUpload((it) -> it.parts(request.multipartUpload().parts().subList(0, 1)))
				.build());
			return response.toBuilder().checksumCRC32C(request.checksumCRC32C()).build();
		}

	}

	/**
	 * Makes something else, and says that it is a copy.
	 */
	private static final class WrongCopies extends ForwardingS3 {

		private final World world;

		private WrongCopies(S3Client client, World world) {
			super(client);
			this.world = world;
		}

		@Override
		public CopyObjectResponse copyObject(CopyObjectRequest request) {
			super.putObject((it) -> it.bucket(request.destinationBucket())
				.key(request.destinationKey())
				.expectedBucketOwner(request.expectedBucketOwner())
				.contentType(request.contentType()), RequestBody.fromString("something else"));
			return HandleBugs.copied(this.world, request);
		}

	}

}
