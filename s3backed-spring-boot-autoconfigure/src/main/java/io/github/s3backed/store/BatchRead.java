package io.github.s3backed.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.TableName;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The keys of one batch until each is answered. Whoever asks takes a key without an item
 * for one that has none, and a sweep removes objects by it. So what DynamoDB has not said
 * is an error: an answer that does not name the table, that has items or unread keys
 * which nobody asked for, or the same key twice.
 */
final class BatchRead {

	private final TableName table;

	private final TableKey tableKey;

	private final Set<PrimaryKey> pending;

	private final Map<PrimaryKey, StoredItem> items = new LinkedHashMap<>();

	BatchRead(String table, TableKey tableKey, List<PrimaryKey> keys) {
		this.table = TableName.of(table);
		this.tableKey = tableKey;
		this.pending = new LinkedHashSet<>(keys);
	}

	boolean isDone() {
		return this.pending.isEmpty();
	}

	/**
	 * Returns how many keys are not answered yet.
	 */
	int pending() {
		return this.pending.size();
	}

	Map<PrimaryKey, StoredItem> items() {
		return this.items;
	}

	BatchGetItemRequest request() {
		KeysAndAttributes keys = KeysAndAttributes.builder()
			.consistentRead(true)
			.keys(this.pending.stream().map(this.tableKey::toMap).toList())
			.build();
		return BatchGetItemRequest.builder().requestItems(Map.of(this.table.given(), keys)).build();
	}

	void accept(BatchGetItemResponse response) {
		List<PrimaryKey> unread = keys(unprocessed(response));
		boolean isToldOf = isToldOf(response.responses(), "answers");
		List<Map<String, AttributeValue>> found = response.responses().values().stream().flatMap(List::stream).toList();
		if (!isToldOf && unread.size() < this.pending.size()) {
			throw notAnswered("says nothing of the table");
		}
		Set<PrimaryKey> asked = new LinkedHashSet<>(this.pending);
		List<PrimaryKey> foundKeys = keys(found);
		for (int i = 0; i < found.size(); i++) {
			take(asked, foundKeys.get(i));
			this.items.put(foundKeys.get(i), stored(foundKeys.get(i), found.get(i)));
		}
		unread.forEach((key) -> take(asked, key));
		this.pending.retainAll(unread);
	}

	private StoredItem stored(PrimaryKey key, Map<String, AttributeValue> attributes) {
		return new StoredItem(new ItemId(this.table.given(), this.tableKey, key), attributes);
	}

	private List<Map<String, AttributeValue>> unprocessed(BatchGetItemResponse response) {
		isToldOf(response.unprocessedKeys(), "leaves keys unread");
		return response.unprocessedKeys().values().stream().map(KeysAndAttributes::keys).flatMap(List::stream).toList();
	}

	/**
	 * Tells whether the table is named; no other may be.
	 */
	private boolean isToldOf(Map<String, ?> answers, String what) {
		if (answers.size() > 1 || !answers.keySet().stream().allMatch(this.table::isAnsweredAs)) {
			throw notAnswered(
					what + " under " + answers.keySet().stream().collect(Collectors.joining("', '", "'", "'")));
		}
		return !answers.isEmpty();
	}

	private List<PrimaryKey> keys(List<Map<String, AttributeValue>> items) {
		List<PrimaryKey> keys = new ArrayList<>();
		for (Map<String, AttributeValue> item : items) {
			try {
				keys.add(this.tableKey.keyOf(item));
			}
			catch (IllegalArgumentException ex) {
				throw notAnswered("has an item without the table's key (" + ex.getMessage() + ")");
			}
		}
		return keys;
	}

	private void take(Set<PrimaryKey> asked, PrimaryKey key) {
		if (!asked.remove(key)) {
			throw notAnswered("has an item or a key that was not asked for, or has it twice");
		}
	}

	private RuntimeException notAnswered(String what) {
		return AwsErrors.notAnswered(this.table.given(), what);
	}

}
