package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * DynamoDB as far as the library uses it.
 */
final class SimulatedDynamoDb implements DynamoDbClient {

	private final Wire wire;

	private final VirtualTime time;

	private final Choices choices;

	private final boolean checksSignatures;

	private final BatchReads batches;

	private final @Nullable BiConsumer<@Nullable Operation, String> told;

	private ItemStore store;

	/**
	 * Creates the service.
	 * @param told hears of each operation that is told the table's id; {@code null} if
	 * none is, as where that is not permitted
	 */
	SimulatedDynamoDb(ItemStore store, Wire wire, VirtualTime time, Choices choices, boolean checksSignatures,
			@Nullable BiConsumer<@Nullable Operation, String> told) {
		this.told = told;
		this.time = time;
		this.checksSignatures = checksSignatures;
		this.store = store;
		this.wire = wire;
		this.choices = choices;
		this.batches = new BatchReads(choices);
	}

	/**
	 * Has another table under the name from now on.
	 */
	void become(ItemStore another) {
		this.store = another;
	}

	@Override
	public DescribeTableResponse describeTable(DescribeTableRequest request) {
		BiConsumer<@Nullable Operation, String> told = this.told;
		if (told == null) {
			return DescribeTableResponse.builder().table((table) -> table.tableName(request.tableName())).build();
		}
		SimulatedProcess process = this.wire.process();
		Operation operation = process.operation();
		return this.wire.call(new WireCall<>(WireCall.Kind.DESCRIBE_TABLE, "DescribeTable", process,
				Retries.allowedBelow(request), null, (fault) -> {
					if (fault == Fault.ERROR_PAGE) {
						return DescribeTableResponse.builder().build();
					}
					told.accept(operation, this.store.tableId());
					return DescribeTableResponse.builder().table(this::describe).build();
				}));
	}

	private void describe(TableDescription.Builder table) {
		table.tableName(ItemStore.TABLE)
			.tableId(this.store.tableId())
			.keySchema((key) -> key.attributeName(ItemStore.PARTITION_KEY).keyType(KeyType.HASH),
					(key) -> key.attributeName(ItemStore.SORT_KEY).keyType(KeyType.RANGE))
			.attributeDefinitions(
					(key) -> key.attributeName(ItemStore.PARTITION_KEY).attributeType(ScalarAttributeType.S),
					(key) -> key.attributeName(ItemStore.SORT_KEY).attributeType(ScalarAttributeType.S));
	}

	@Override
	public GetItemResponse getItem(GetItemRequest request) {
		boolean consistent = Boolean.TRUE.equals(request.consistentRead());
		String text = "GetItem " + ItemStore.id(request.key()) + (consistent ? "" : " eventually");
		return send(WireCall.Kind.READ_ITEM, text, request, (operation) -> {
			Map<String, AttributeValue> item = state(ItemStore.id(request.key()), consistent);
			GetItemResponse.Builder response = GetItemResponse.builder();
			if (!item.isEmpty()) {
				response.item(
						DocumentPath.project(item, request.projectionExpression(), request.expressionAttributeNames()));
			}
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.time.instant()));
			return response.build();
		});
	}

	@Override
	public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
		return this.batches.read(this.wire, request, this::find);
	}

	/**
	 * Tells whether an operation has got no answer to a batch ever since a fault.
	 */
	boolean leavesUnanswered(Operation operation) {
		return this.batches.lasts(operation);
	}

	private List<Map<String, AttributeValue>> find(KeysAndAttributes keys) {
		List<Map<String, AttributeValue>> items = new ArrayList<>();
		for (Map<String, AttributeValue> key : keys.keys()) {
			Map<String, AttributeValue> item = state(ItemStore.id(key), Boolean.TRUE.equals(keys.consistentRead()));
			if (!item.isEmpty()) {
				items.add(DocumentPath.project(item, keys.projectionExpression(), keys.expressionAttributeNames()));
			}
		}
		return items;
	}

	@Override
	public ScanResponse scan(ScanRequest request) {
		return send(WireCall.Kind.READ_ITEM, "Scan", request, (operation) -> {
			List<Map<String, AttributeValue>> items = new ArrayList<>();
			for (String id : this.store.all().keySet()) {
				items.add(DocumentPath.project(state(id, Boolean.TRUE.equals(request.consistentRead())),
						request.projectionExpression(), request.expressionAttributeNames()));
			}
			return ScanResponse.builder().items(items).count(items.size()).build();
		});
	}

	@Override
	public PutItemResponse putItem(PutItemRequest request) {
		String text = "PutItem " + Words.item(request.item()) + Words.condition(request.conditionExpression());
		return send(WireCall.Kind.COMMIT, text, request, (operation) -> {
			Map<String, AttributeValue> old = this.store.get(ItemStore.id(request.item()));
			check(request.conditionExpression(), request.expressionAttributeNames(),
					request.expressionAttributeValues(), old, request.returnValuesOnConditionCheckFailure());
			if (ItemStore.tooLarge(request.item())) {
				throw itemTooLarge();
			}
			this.store.put(request.item(), operation);
			return PutItemResponse.builder().attributes(returned(request.returnValues(), old)).build();
		});
	}

	@Override
	public DeleteItemResponse deleteItem(DeleteItemRequest request) {
		String text = "DeleteItem " + ItemStore.id(request.key()) + Words.condition(request.conditionExpression());
		return send(WireCall.Kind.COMMIT, text, request, (operation) -> {
			Map<String, AttributeValue> old = this.store.get(ItemStore.id(request.key()));
			check(request.conditionExpression(), request.expressionAttributeNames(),
					request.expressionAttributeValues(), old, request.returnValuesOnConditionCheckFailure());
			this.store.delete(ItemStore.id(request.key()), operation);
			return DeleteItemResponse.builder().attributes(returned(request.returnValues(), old)).build();
		});
	}

	private Map<String, AttributeValue> state(String id, boolean consistent) {
		if (consistent) {
			return this.store.get(id);
		}
		List<Map<String, AttributeValue>> states = this.store.recentStates(id);
		return states.get(this.choices.pick(Choices.Kind.DETAIL, states.size()));
	}

	private static @Nullable Map<String, AttributeValue> returned(@Nullable ReturnValue values,
			Map<String, AttributeValue> old) {
		return (values == ReturnValue.ALL_OLD && !old.isEmpty()) ? old : null;
	}

	private static void check(@Nullable String condition, Map<String, String> names, Map<String, AttributeValue> values,
			Map<String, AttributeValue> item, @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
		if (condition == null || ConditionExpression.holds(condition, names, values, item)) {
			return;
		}
		ConditionalCheckFailedException.Builder error = ConditionalCheckFailedException.builder();
		if (onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD && !item.isEmpty()) {
			error.item(item);
		}
		throw FaultErrors.describe(error, "ConditionalCheckFailedException", 400);
	}

	private static AwsServiceException itemTooLarge() {
		return FaultErrors.describe(DynamoDbException.builder(), "ValidationException", 400);
	}

	private <R> R send(WireCall.Kind kind, String text, DynamoDbRequest request,
			Function<@Nullable Operation, R> effect) {
		SimulatedProcess process = this.wire.process();
		Operation operation = process.operation();
		SimulatedSdk sdk = new SimulatedSdk(request, process.clock(), this.time);
		while (true) {
			SimulatedSdk.Attempt attempt = sdk.attempt();
			try {
				return this.wire
					.call(new WireCall<>(kind, text, process, Retries.allowedBelow(request), attempt, (fault) -> {
						attempt.arrive(this.checksSignatures && kind == WireCall.Kind.COMMIT);
						return effect.apply(operation);
					}));
			}
			catch (AwsServiceException ex) {
				if (!sdk.corrects(ex)) {
					throw ex;
				}
			}
		}
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
