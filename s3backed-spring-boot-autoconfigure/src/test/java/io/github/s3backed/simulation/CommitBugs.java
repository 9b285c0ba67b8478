package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * Bugs in how a write is committed and how its outcome is told.
 */
final class CommitBugs {

	private static final String RECORD = "_s3b";

	private static final Limits FAULT = Limits.faults(1);

	private static final Limits RACE = new Limits(0, 1, 0);

	private static final Limits FAULT_AND_RACE = new Limits(1, 1, 0);

	private CommitBugs() {
	}

	static List<PlantedBug> all() {
		return Stream.concat(conditions(), outcomes()).toList();
	}

	private static Stream<PlantedBug> conditions() {
		return Stream.of(
				changingPut("replaces without a condition", (put) -> creates(put) ? put : unconditional(put),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save of the other attribute"),
				changingPut("creates without a condition", (put) -> creates(put) ? unconditional(put) : put,
						Invariant.I2_NO_LOST_WRITE)
					.shownBy(RACE, "insert and insert"),
				changingPut("replaces whatever exists", (put) -> creates(put) ? put : ifExists(put),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save of the other attribute"),
				PlantedBug
					.inDynamoDb("deletes without a condition", (client, world) -> new UnconditionalDelete(client),
							Invariant.I2_NO_LOST_WRITE)
					.shownBy(RACE, "save and delete, versioned"),
				PlantedBug
					.inDynamoDb("deletes any version", (client, world) -> new DeleteOfAnyVersion(client),
							Invariant.I2_NO_LOST_WRITE)
					.shownBy(RACE, "delete and foreign write, versioned"),
				PlantedBug
					.inDynamoDb("carries pointers over from items without a token",
							(client, world) -> new InventedRecord(client), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save over foreign copy, and save and foreign write"),
				changingPut("lets the SDK send a create again",
						(put) -> put.toBuilder()
							.overrideConfiguration(
									(software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration) null)
							.build(),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT_AND_RACE, "insert and delete"),
				changingPut("forgets the write before", CommitBugs::withoutLatest, Invariant.I2_NO_LOST_WRITE)
					.shownBy(FAULT_AND_RACE, "save and save"));
	}

	private static Stream<PlantedBug> outcomes() {
		return Stream.of(
				onUncertain("sends a create again", (client, put) -> creates(put) ? client.putItem(put) : null,
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT_AND_RACE, "insert and delete"),
				onUncertain("sends again without a condition",
						(client, put) -> creates(put) ? null : client.putItem(unconditional(put)),
						Invariant.I2_NO_LOST_WRITE)
					.shownBy(FAULT, "save changed"),
				onUncertain("takes a lost answer for a failure", (client, put) -> {
					throw (AwsServiceException) FaultErrors.of(Fault.INVALID, WireCall.Service.DYNAMODB);
				}, Invariant.I1_NO_DANGLING_POINTER).shownBy(FAULT, "save changed"),
				onUncertain("takes a lost answer for a success", (client, put) -> PutItemResponse.builder().build(),
						Invariant.I2_NO_LOST_WRITE)
					.shownBy(FAULT, "save changed"),
				onUncertain("takes a failed condition after sending again for a failure", CommitBugs::resendNaively,
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT, "save changed"),
				PlantedBug
					.inDynamoDb("takes a failed condition for a success",
							(client, world) -> new ConditionIgnored(client), Invariant.I2_NO_LOST_WRITE)
					.shownBy(RACE, "save and save, versioned"));
	}

	private static boolean creates(PutItemRequest put) {
		return put.conditionExpression() != null && put.conditionExpression().startsWith("attribute_not_exists");
	}

	private static PutItemRequest unconditional(PutItemRequest put) {
		return put.toBuilder()
			.conditionExpression(null)
			.expressionAttributeNames(null)
			.expressionAttributeValues(null)
			.build();
	}

	private static PutItemRequest ifExists(PutItemRequest put) {
		return unconditional(put).toBuilder().conditionExpression("attribute_exists(id)").build();
	}

	private static PutItemRequest withoutLatest(PutItemRequest put) {
		Map<String, AttributeValue> item = new HashMap<>(put.item());
		Map<String, AttributeValue> record = new HashMap<>(item.get(RECORD).m());
		List<AttributeValue> history = record.get("h").l();
		if (history.size() > 1) {
			record.put("h", AttributeValue.fromL(history.subList(1, history.size())));
		}
		item.put(RECORD, AttributeValue.fromM(record));
		return put.toBuilder().item(item).build();
	}

	private static PutItemResponse resendNaively(DynamoDbClient client, PutItemRequest put) {
		try {
			return client.putItem(put);
		}
		catch (ConditionalCheckFailedException ex) {
			throw (AwsServiceException) FaultErrors.of(Fault.INVALID, WireCall.Service.DYNAMODB);
		}
	}

	private static PlantedBug changingPut(String name, UnaryOperator<PutItemRequest> change, Invariant expected) {
		return PlantedBug.inDynamoDb(name, (client, world) -> new ForwardingDynamoDb(client) {
			@Override
			public PutItemResponse putItem(PutItemRequest request) {
				return super.putItem(change.apply(request));
			}
		}, expected);
	}

	private static PlantedBug onUncertain(String name, OnUncertain reaction, Invariant expected) {
		return PlantedBug.inDynamoDb(name, (client, world) -> new ForwardingDynamoDb(client) {
			@Override
			public PutItemResponse putItem(PutItemRequest request) {
				try {
					return super.putItem(request);
				}
				catch (SdkClientException ex) {
					PutItemResponse response = reaction.apply(client, request);
					if (response != null) {
						return response;
					}
					throw ex;
				}
			}
		}, expected);
	}

	/**
	 * What is done instead of telling that the outcome is not known.
	 */
	private interface OnUncertain {

		@org.jspecify.annotations.Nullable
		PutItemResponse apply(DynamoDbClient client, PutItemRequest put);

	}

	private static final class UnconditionalDelete extends ForwardingDynamoDb {

		private UnconditionalDelete(DynamoDbClient client) {
			super(client);
		}

		@Override
		public DeleteItemResponse deleteItem(DeleteItemRequest request) {
			return super.deleteItem(request.toBuilder()
				.conditionExpression(null)
				.expressionAttributeNames(null)
				.expressionAttributeValues(null)
				.build());
		}

	}

	private static final class DeleteOfAnyVersion extends ForwardingDynamoDb {

		private DeleteOfAnyVersion(DynamoDbClient client) {
			super(client);
		}

		@Override
		public DeleteItemResponse deleteItem(DeleteItemRequest request) {
			String condition = request.conditionExpression().replaceAll(" AND \\(?#s3b_version = :s3b_version\\)?", "");
			return super.deleteItem(request.toBuilder()
				.conditionExpression(condition)
				.expressionAttributeValues(without(request.expressionAttributeValues(), ":s3b_version"))
				.expressionAttributeNames(without(request.expressionAttributeNames(), "#s3b_version"))
				.build());
		}

		private static <V> Map<String, V> without(Map<String, V> map, String key) {
			Map<String, V> rest = new HashMap<>(map);
			rest.remove(key);
			return rest;
		}

	}

	/**
	 * Lets an item without a write record look as if it had one, and replaces it for as
	 * long as it has none.
	 */
	private static final class InventedRecord extends ForwardingDynamoDb {

		private static final AttributeValue TOKEN = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16]));

		private static final AttributeValue INVENTED = AttributeValue
			.fromM(Map.of("v", AttributeValue.fromN("1"), "w", TOKEN, "h", AttributeValue.fromL(List.of())));

		private InventedRecord(DynamoDbClient client) {
			super(client);
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			GetItemResponse response = super.getItem(request);
			if (!response.hasItem() || response.item().containsKey(RECORD)) {
				return response;
			}
			Map<String, AttributeValue> item = new HashMap<>(response.item());
			item.put(RECORD, INVENTED);
			return response.toBuilder().item(item).build();
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			boolean replacesInvented = request.expressionAttributeValues().containsValue(TOKEN);
			return super.putItem(replacesInvented ? unconditional(request).toBuilder()
				.conditionExpression("attribute_exists(id) AND attribute_not_exists(#record)")
				.expressionAttributeNames(Map.of("#record", RECORD))
				.build() : request);
		}

	}

	private static final class ConditionIgnored extends ForwardingDynamoDb {

		private ConditionIgnored(DynamoDbClient client) {
			super(client);
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			try {
				return super.putItem(request);
			}
			catch (ConditionalCheckFailedException ex) {
				return PutItemResponse.builder().attributes(ex.item()).build();
			}
		}

	}

}
