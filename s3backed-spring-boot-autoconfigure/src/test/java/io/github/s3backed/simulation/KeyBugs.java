package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Bugs in telling items apart that differ by the sort key alone.
 */
final class KeyBugs {

	private KeyBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				PlantedBug
					.of("takes the objects of another sort key for its own", new SortKeyIgnored(),
							Invariant.I3_ONE_VERSION)
					.shownBy(Limits.NONE, "read a copy"),
				PlantedBug
					.of("removes the objects of another sort key", new SortKeyIgnored(),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "save over a copy"),
				PlantedBug.of("sweeps by the partition key alone", new Mutation() {
					@Override
					public DynamoDbClient sweepersDynamoDb(DynamoDbClient client) {
						return new PartitionKeyOnly(client);
					}
				}, Invariant.I1_NO_DANGLING_POINTER).shownBy(new Limits(0, 1, 1), "save to a neighbour, swept"));
	}

	/**
	 * Shows the library pointers to another item's objects as if these were the item's
	 * own.
	 */
	private static final class SortKeyIgnored implements Mutation {

		@Override
		public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
			return new ForwardingDynamoDb(client) {
				@Override
				public GetItemResponse getItem(GetItemRequest request) {
					GetItemResponse response = super.getItem(request);
					return response.hasItem()
							? response.toBuilder().item(disguised(request.key(), response.item())).build() : response;
				}

				@Override
				public PutItemResponse putItem(PutItemRequest request) {
					PutItemResponse response = super.putItem(request);
					return response.toBuilder().attributes(disguised(request.item(), response.attributes())).build();
				}
			};
		}

		private static Map<String, AttributeValue> disguised(Map<String, AttributeValue> key,
				Map<String, AttributeValue> item) {
			Map<String, AttributeValue> result = new HashMap<>(item);
			if (ItemStore.id(key).equals(ItemKey.SECOND.id())) {
				result
					.replaceAll((name, value) -> Pointers.of(Map.of(name, value)).isEmpty() ? value : disguised(value));
			}
			return result;
		}

		private static AttributeValue disguised(AttributeValue pointer) {
			Map<String, AttributeValue> changed = new HashMap<>(pointer.m());
			changed.computeIfPresent(Pointers.URI, (name, uri) -> AttributeValue
				.fromS(uri.s().replace(ItemKey.FIRST.place(), ItemKey.SECOND.place())));
			return AttributeValue.fromM(changed);
		}

		@Override
		public S3Client s3(S3Client client, World world) {
			return new ForwardingS3(client) {
				@Override
				public <T> T getObject(GetObjectRequest request,
						ResponseTransformer<GetObjectResponse, T> transformer) {
					return super.getObject(request.toBuilder().key(undisguised(request.key(), world)).build(),
							transformer);
				}

				@Override
				public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
					deleteKeys(request.delete().objects().stream().map((it) -> undisguised(it.key(), world)).toList());
					return DeleteObjectsResponse.builder().build();
				}
			};
		}

		private static String undisguised(String key, World world) {
			return (world.objects().get(key) != null) ? key
					: key.replace(ItemKey.SECOND.place(), ItemKey.FIRST.place());
		}

	}

	/**
	 * Answers for each item with the first of its partition key.
	 */
	private static final class PartitionKeyOnly extends ForwardingDynamoDb {

		private PartitionKeyOnly(DynamoDbClient client) {
			super(client);
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			Map<String, List<Map<String, AttributeValue>>> answers = new LinkedHashMap<>();
			request.requestItems()
				.forEach((table, keys) -> answers.put(table,
						keys.keys()
							.stream()
							.map((key) -> first(table, key))
							.filter((item) -> !item.isEmpty())
							.toList()));
			return BatchGetItemResponse.builder().responses(answers).build();
		}

		private Map<String, AttributeValue> first(String table, Map<String, AttributeValue> key) {
			GetItemResponse response = super.getItem(GetItemRequest.builder()
				.tableName(table)
				.key(ItemKey.FIRST.attributes())
				.consistentRead(true)
				.build());
			if (!response.hasItem()) {
				return Map.of();
			}
			Map<String, AttributeValue> item = new HashMap<>(response.item());
			item.putAll(key);
			return item;
		}

	}

}
