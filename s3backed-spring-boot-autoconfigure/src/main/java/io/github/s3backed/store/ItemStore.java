package io.github.s3backed.store;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.store.CommitReply.Applied;
import io.github.s3backed.store.CommitReply.ConditionFailed;
import io.github.s3backed.store.CommitReply.Refused;
import io.github.s3backed.store.CommitReply.Unknown;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.dao.DataAccessException;

/**
 * Sends requests to DynamoDB. All reads are consistent.
 */
public final class ItemStore {

	/**
	 * DynamoDB's limit for the keys of one {@code BatchGetItem}.
	 */
	public static final int MAX_BATCH = 100;

	private static final int MAX_IDLE_BATCHES = 10;

	private final DynamoDbClient client;

	private final RequestExecutor requests;

	private final TableCatalog catalog;

	private final IntConsumer pause;

	/**
	 * Creates the store.
	 * @param client the client
	 * @param requests makes its calls
	 * @param pause waits before the nth repetition of a request that was left undone
	 */
	public ItemStore(DynamoDbClient client, RequestExecutor requests, IntConsumer pause) {
		this.client = client;
		this.requests = requests;
		this.catalog = new TableCatalog(client, requests);
		this.pause = pause;
	}

	/**
	 * Reads an item whole.
	 * @param id which item
	 * @return the item, or that there is none, and when it was so
	 */
	public Answer<StoredItem> read(ItemId id) {
		return read(id, GetItemRequest.builder());
	}

	/**
	 * Reads some attributes of an item in a given time.
	 * @param id which item
	 * @param attributes the attributes' names, with one of the key among them so that the
	 * item shows if it has no other
	 * @param timeout how long it may take with all retries, or {@code null} for the
	 * client's own limit
	 * @return the attributes that it has, or that there is no item, and when it was so
	 */
	public Answer<StoredItem> read(ItemId id, Collection<String> attributes, @Nullable Duration timeout) {
		Projection projection = Projection.of(attributes);
		return read(id,
				GetItemRequest.builder()
					.projectionExpression(projection.expression())
					.expressionAttributeNames(projection.names())
					.overrideConfiguration((timeout != null)
							? AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build() : null));
	}

	private Answer<StoredItem> read(ItemId id, GetItemRequest.Builder builder) {
		GetItemRequest request = builder.tableName(id.table()).key(id.toMap()).consistentRead(true).build();
		GetItemResponse response = call(id.table(), "GetItem", request.key(), this.catalog::describe,
				() -> this.client.getItem(request));
		return new Answer<>(new StoredItem(id, response.item()), ServiceDate.of(response));
	}

	/**
	 * Reads the items that exist among the given keys, 100 keys a request. A key without
	 * an item is one of which DynamoDB has said so: an answer that does not speak of all
	 * keys, or speaks of others, is an error.
	 * @param table the table's name
	 * @param tableKey the names of its key attributes
	 * @param keys the primary keys, each once
	 * @return the items by their keys
	 */
	public Map<PrimaryKey, StoredItem> getAll(String table, TableKey tableKey, List<PrimaryKey> keys) {
		Map<PrimaryKey, StoredItem> items = new LinkedHashMap<>();
		for (int from = 0; from < keys.size(); from += MAX_BATCH) {
			items.putAll(readBatch(table, tableKey, keys.subList(from, Math.min(keys.size(), from + MAX_BATCH))));
		}
		return items;
	}

	/**
	 * DynamoDB leaves keys out when the answer would be over 16 MB, and when it is busy,
	 * which asks for a pause.
	 */
	private Map<PrimaryKey, StoredItem> readBatch(String table, TableKey tableKey, List<PrimaryKey> keys) {
		BatchRead batch = new BatchRead(table, tableKey, keys);
		int idle = 0;
		while (!batch.isDone()) {
			int before = batch.pending();
			BatchGetItemRequest request = batch.request();
			batch.accept(call(table, "BatchGetItem", tableKey.toMap(keys.get(0)), null,
					() -> this.client.batchGetItem(request)));
			idle = (batch.pending() == before) ? idle + 1 : 0;
			if (idle > MAX_IDLE_BATCHES) {
				throw AwsErrors.throttled(table);
			}
			if (idle > 0) {
				this.pause.accept(idle);
			}
		}
		return batch.items();
	}

	/**
	 * Reads every item of a table, a page at a time as the stream is consumed.
	 * @param table the table's name
	 * @param tableKey the names of its key attributes
	 * @param attributes which attributes to read, with those of the key among them, or
	 * {@code null} for all
	 * @return the items
	 */
	public Stream<StoredItem> scan(String table, TableKey tableKey, @Nullable Collection<String> attributes) {
		ScanRequest.Builder request = ScanRequest.builder().tableName(table).consistentRead(true);
		if (attributes != null) {
			Projection projection = Projection.of(attributes);
			request.projectionExpression(projection.expression()).expressionAttributeNames(projection.names());
		}
		return items(table, tableKey, request.build());
	}

	/**
	 * Reads the items of a table that come after one, a page at a time as the stream is
	 * consumed.
	 * @param table the table's name
	 * @param tableKey the names of its key attributes
	 * @param after the primary key of the one, which need not exist any more, or
	 * {@code null} for all items
	 * @param pageSize how many items a page has at most
	 * @return the items, in DynamoDB's order
	 */
	public Stream<StoredItem> scan(String table, TableKey tableKey, @Nullable PrimaryKey after, int pageSize) {
		ScanRequest.Builder request = ScanRequest.builder().tableName(table).consistentRead(true).limit(pageSize);
		if (after != null) {
			request.exclusiveStartKey(tableKey.toMap(after));
		}
		return items(table, tableKey, request.build());
	}

	private Stream<StoredItem> items(String table, TableKey tableKey, ScanRequest request) {
		return ScannedItems.of(scanPages(request))
			.map((item) -> new StoredItem(new ItemId(table, tableKey, KeyMismatch.keyOf(table, tableKey, item)), item));
	}

	/**
	 * Counts the items of a table.
	 * @param table the table's name
	 * @return their number
	 */
	public long count(String table) {
		ScanRequest request = ScanRequest.builder().tableName(table).consistentRead(true).select(Select.COUNT).build();
		return scanPages(request).mapToLong(ScanResponse::count).sum();
	}

	private Stream<ScanResponse> scanPages(ScanRequest request) {
		return Stream.iterate(scanPage(request), (page) -> page != null, (page) -> page.lastEvaluatedKey().isEmpty()
				? null : scanPage(request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build()));
	}

	private @Nullable ScanResponse scanPage(ScanRequest request) {
		return call(request.tableName(), "Scan", () -> this.client.scan(request));
	}

	/**
	 * Sends a change once.
	 * @param change the change
	 * @param guard is asked before each request, which is more than one only where those
	 * before were refused for certain
	 * @return what is known then; nothing is thrown
	 */
	public CommitReply commit(ItemChange change, WireGuard guard) {
		SingleAttempt attempt = new SingleAttempt(guard);
		try {
			Map<String, AttributeValue> before = (change.item() != null) ? put(change, change.item(), attempt)
					: delete(change, attempt);
			return new Applied(new StoredItem(change.id(), before));
		}
		catch (ConditionalCheckFailedException ex) {
			boolean isSent = ex.hasItem() && !ex.item().isEmpty();
			return new ConditionFailed(isSent ? new StoredItem(change.id(), ex.item()) : null, ex);
		}
		catch (Throwable ex) {
			return (ex instanceof Exception failure && attempt.isCertain(ex))
					? new Refused(
							KeyMismatch.explain(AwsErrors.translate(failure, AwsErrors.table(change.id().table())),
									change.id().table(), change.id().toMap(), this.catalog::describe))
					: new Unknown(ex);
		}
	}

	private Map<String, AttributeValue> put(ItemChange change, Map<String, AttributeValue> item,
			SingleAttempt attempt) {
		PutItemRequest request = PutItemRequest.builder()
			.tableName(change.id().table())
			.item(item)
			.conditionExpression(change.condition().expression())
			.expressionAttributeNames(change.condition().expressionNames())
			.expressionAttributeValues(nonEmpty(change.condition().expressionValues()))
			.returnValues(ReturnValue.ALL_OLD)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.overrideConfiguration(attempt.overrideConfiguration())
			.build();
		return this.requests
			.executeAsIs(AwsErrors.table(request.tableName()), "PutItem", () -> this.client.putItem(request))
			.attributes();
	}

	private Map<String, AttributeValue> delete(ItemChange change, SingleAttempt attempt) {
		DeleteItemRequest request = DeleteItemRequest.builder()
			.tableName(change.id().table())
			.key(change.id().toMap())
			.conditionExpression(change.condition().expression())
			.expressionAttributeNames(change.condition().expressionNames())
			.expressionAttributeValues(nonEmpty(change.condition().expressionValues()))
			.returnValues(ReturnValue.ALL_OLD)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.overrideConfiguration(attempt.overrideConfiguration())
			.build();
		return this.requests
			.executeAsIs(AwsErrors.table(request.tableName()), "DeleteItem", () -> this.client.deleteItem(request))
			.attributes();
	}

	/**
	 * DynamoDB refuses a map of values that is there but empty.
	 */
	private static @Nullable Map<String, AttributeValue> nonEmpty(@Nullable Map<String, AttributeValue> values) {
		return (values == null || values.isEmpty()) ? null : values;
	}

	private <R> R call(String table, String request, Supplier<R> call) {
		return this.requests.execute(AwsErrors.table(table), request, call);
	}

	private <R> R call(String table, String request, Map<String, AttributeValue> key,
			@Nullable Function<String, TableDescription> catalog, Supplier<R> call) {
		try {
			return call(table, request, call);
		}
		catch (DataAccessException ex) {
			throw KeyMismatch.explain(ex, table, key, catalog);
		}
	}

	private record Projection(String expression, Map<String, String> names) {

		static Projection of(Collection<String> attributes) {
			Map<String, String> names = new HashMap<>();
			for (String attribute : attributes) {
				names.put("#p" + names.size(), attribute);
			}
			return new Projection(String.join(", ", names.keySet()), names);
		}

	}

}
