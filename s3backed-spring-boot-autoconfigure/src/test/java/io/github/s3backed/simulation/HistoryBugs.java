package io.github.s3backed.simulation;

import java.util.List;
import java.util.function.UnaryOperator;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * Bugs that show in nothing but what callers are told.
 */
final class HistoryBugs {

	private static final Limits RACE = new Limits(0, 1, 0);

	private static final Limits FAULT_AND_RACE = new Limits(1, 1, 0);

	private HistoryBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(bug("shows an old state to a reader", StaleReads::new).shownBy(RACE, "save and save, retaining"),
				bug("loses an update", LostUpdates::new).shownBy(RACE, "save and save, versioned"),
				bug("applies a write once more", UnconditionalPuts::new).shownBy(FAULT_AND_RACE,
						"save and save, retaining"),
				bug("deletes once more", UnconditionalDeletes::new).shownBy(FAULT_AND_RACE, "save and delete"));
	}

	private static PlantedBug bug(String name, UnaryOperator<DynamoDbClient> change) {
		return PlantedBug.inDynamoDb(name, (client, world) -> change.apply(client), Invariant.LINEARIZABLE);
	}

	private static final class StaleReads extends ForwardingDynamoDb {

		private StaleReads(DynamoDbClient client) {
			super(client);
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			return super.getItem(request.toBuilder().consistentRead(false).build());
		}

	}

	private static final class LostUpdates extends ForwardingDynamoDb {

		private LostUpdates(DynamoDbClient client) {
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

	/**
	 * Which a network may deliver twice, and late.
	 */
	private static final class UnconditionalPuts extends ForwardingDynamoDb {

		private UnconditionalPuts(DynamoDbClient client) {
			super(client);
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			return super.putItem(request.toBuilder()
				.conditionExpression(null)
				.expressionAttributeNames(null)
				.expressionAttributeValues(null)
				.build());
		}

	}

	private static final class UnconditionalDeletes extends ForwardingDynamoDb {

		private UnconditionalDeletes(DynamoDbClient client) {
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

}
