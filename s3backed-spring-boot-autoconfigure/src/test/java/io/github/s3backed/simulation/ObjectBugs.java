package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Bugs in what is uploaded, and when.
 */
final class ObjectBugs {

	private static final Limits FAULT = Limits.faults(1);

	private static final Limits RACE = new Limits(0, 1, 0);

	private ObjectBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				PlantedBug
					.inS3("ignores failed uploads", (client, world) -> new UploadErrorsIgnored(client),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT, "save new"),
				PlantedBug
					.inS3("does not wait for uploads", (client, world) -> new Background(client, world),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save new"),
				PlantedBug
					.inS3("writes every object of an item to one key", (client, world) -> new OneKey(client),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "save changed"),
				PlantedBug.of("commits before it uploads", new CommitFirst(), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "save new"));
	}

	private static final class UploadErrorsIgnored extends ForwardingS3 {

		private UploadErrorsIgnored(S3Client client) {
			super(client);
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			try {
				return super.putObject(request, body);
			}
			catch (SdkException ex) {
				return PutObjectResponse.builder().checksumCRC32C(request.checksumCRC32C()).build();
			}
		}

	}

	/**
	 * Sends requests from threads of its own and says at once that all is well.
	 */
	static final class Background extends ForwardingS3 {

		private final World world;

		Background(S3Client client, World world) {
			super(client);
			this.world = world;
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			spawn(() -> super.putObject(request, body));
			return PutObjectResponse.builder().checksumCRC32C(request.checksumCRC32C()).build();
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			spawn(() -> super.deleteObjects(request));
			return DeleteObjectsResponse.builder().build();
		}

		private void spawn(Runnable task) {
			SimulatedProcess process = this.world.scheduler().current().process();
			this.world.scheduler().spawn("background of " + process, process, task);
		}

	}

	private static final class OneKey extends ForwardingS3 {

		private OneKey(S3Client client) {
			super(client);
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			return super.putObject(request.toBuilder().key("shared").build(), body);
		}

	}

	/**
	 * Keeps uploads back until the item is written.
	 */
	private static final class CommitFirst implements Mutation {

		private final ThreadLocal<List<Runnable>> uploads = ThreadLocal.withInitial(ArrayList::new);

		@Override
		public S3Client s3(S3Client client, World world) {
			this.uploads.get().clear();
			return new ForwardingS3(client) {
				@Override
				public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
					CommitFirst.this.uploads.get().add(() -> super.putObject(request, body));
					return PutObjectResponse.builder().checksumCRC32C(request.checksumCRC32C()).build();
				}
			};
		}

		@Override
		public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
			return new ForwardingDynamoDb(client) {
				@Override
				public PutItemResponse putItem(PutItemRequest request) {
					PutItemResponse response = super.putItem(request);
					CommitFirst.this.uploads.get().forEach(Runnable::run);
					return response;
				}
			};
		}

	}

}
