package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;

/**
 * Bugs in what is removed, and when.
 */
final class RemovalBugs {

	private static final Limits FAULT = Limits.faults(1);

	private static final Limits RACE = new Limits(0, 1, 0);

	private RemovalBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				PlantedBug
					.inS3("does not wait for removals", (client, world) -> new ObjectBugs.Background(client, world),
							Invariant.OUTCOME_IS_TOLD)
					.shownBy(RACE, "delete"),
				PlantedBug
					.inS3("ignores errors of single keys", (client, world) -> new KeyErrorsIgnored(client),
							Invariant.OUTCOME_IS_TOLD)
					.shownBy(FAULT, "delete"),
				PlantedBug
					.inS3("ignores failed deletions", (client, world) -> new DeletionErrorsIgnored(client),
							Invariant.OUTCOME_IS_TOLD)
					.shownBy(FAULT, "delete"),
				PlantedBug
					.inS3("does not name the bucket's owner when it removes",
							(client, world) -> new OwnerUnnamed(client), Invariant.OUTCOME_IS_TOLD)
					.shownBy(Limits.NONE, "delete"),
				PlantedBug
					.inS3("removes old versions too", (client, world) -> new VersionsDeleted(client),
							Invariant.REPLACED_IS_KEPT)
					.shownBy(Limits.NONE, "save changed, versioned bucket"),
				PlantedBug.of("removes at once what is to be kept for a while", new Mutation() {
					@Override
					public S3BackedSettings settings(S3BackedSettings settings) {
						return settings.with((it) -> it.supersededRetention(Duration.ZERO));
					}
				}, Invariant.REPLACED_IS_KEPT).shownBy(Limits.NONE, "save changed, retaining"),
				PlantedBug.inS3("cleans nothing up", (client, world) -> new NoDeletion(client), Invariant.I4_NO_ORPHAN)
					.shownBy(FAULT, "insert"),
				PlantedBug
					.inS3("cleans up only one object", (client, world) -> new OneDeletion(client),
							Invariant.I4_NO_ORPHAN)
					.shownBy(Limits.NONE, "save changed"),
				PlantedBug
					.inS3("removes every object of the item", (client, world) -> new WholeItemDeletion(client, world),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save"),
				PlantedBug
					.inDynamoDb("removes the old objects before the commit",
							(client, world) -> new DeletionFirst(client, world), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "save changed"),
				PlantedBug
					.inDynamoDb("deletes the objects before the item",
							(client, world) -> new DeletionFirst(client, world), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "delete"));
	}

	private static final class KeyErrorsIgnored extends ForwardingS3 {

		private KeyErrorsIgnored(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			return super.deleteObjects(request).toBuilder().errors(List.of()).build();
		}

	}

	private static final class DeletionErrorsIgnored extends ForwardingS3 {

		private DeletionErrorsIgnored(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			try {
				return super.deleteObjects(request);
			}
			catch (SdkException ex) {
				return DeleteObjectsResponse.builder().build();
			}
		}

	}

	private static final class OwnerUnnamed extends ForwardingS3 {

		private OwnerUnnamed(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			return super.deleteObjects(request.toBuilder().expectedBucketOwner(null).build());
		}

	}

	private static final class VersionsDeleted extends ForwardingS3 {

		private VersionsDeleted(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			return super.deleteObjects(request.toBuilder()
				.delete((delete) -> delete.objects(request.delete()
					.objects()
					.stream()
					.map((object) -> object.toBuilder().versionId("current").build())
					.toList()))
				.build());
		}

	}

	private static final class NoDeletion extends ForwardingS3 {

		private NoDeletion(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			return DeleteObjectsResponse.builder().build();
		}

	}

	private static final class OneDeletion extends ForwardingS3 {

		private OneDeletion(S3Client client) {
			super(client);
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			return super.deleteObjects(
					request.toBuilder().delete((delete) -> delete.objects(request.delete().objects().get(0))).build());
		}

	}

	private static final class WholeItemDeletion extends ForwardingS3 {

		private final World world;

		private WholeItemDeletion(S3Client client, World world) {
			super(client);
			this.world = world;
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			deleteKeys(List.copyOf(this.world.objects().all().keySet()));
			return DeleteObjectsResponse.builder().build();
		}

	}

	/**
	 * Removes what the stored item points to, and then changes it.
	 */
	private static final class DeletionFirst extends ForwardingDynamoDb {

		private final World world;

		private DeletionFirst(DynamoDbClient client, World world) {
			super(client);
			this.world = world;
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			deleteObjects();
			return super.putItem(request);
		}

		@Override
		public DeleteItemResponse deleteItem(DeleteItemRequest request) {
			deleteObjects();
			return super.deleteItem(request);
		}

		private void deleteObjects() {
			Map<String, AttributeValue> item = this.world.items().get(ItemKey.FIRST.id());
			new ForwardingS3(this.world.s3()).deleteKeys(
					Pointers.of(item).stream().map((uri) -> uri.substring(ObjectStore.uri("").length())).toList());
		}

	}

}
