package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of one table, and every commit that made them.
 */
final class ItemStore {

	static final String TABLE = "docs";

	static final String PARTITION_KEY = "id";

	static final String SORT_KEY = "part";

	private static final int ITEM_LIMIT = 400 * 1024;

	private final Map<String, Map<String, AttributeValue>> items;

	private final List<Commit> commits;

	private final Runnable afterChange;

	private int incarnation;

	ItemStore(Runnable afterChange) {
		this.items = new TreeMap<>();
		this.commits = new ArrayList<>();
		this.afterChange = afterChange;
		this.incarnation = 1;
	}

	/**
	 * Creates a copy to go on from.
	 */
	ItemStore(ItemStore other, Runnable afterChange) {
		this.items = new TreeMap<>(other.items);
		this.commits = new ArrayList<>(other.commits);
		this.afterChange = afterChange;
		this.incarnation = other.incarnation;
	}

	/**
	 * Returns another table of the same name, which has some of the items as they were
	 * after the given number of commits.
	 */
	ItemStore namesake(int moment, ItemKey... keys) {
		ItemStore other = new ItemStore(() -> {
		});
		other.incarnation = this.incarnation + 1;
		for (ItemKey key : keys) {
			other.items.put(key.id(), stateAt(moment, key.id()));
		}
		return other;
	}

	/**
	 * Returns the id that no other table gets, of whichever name.
	 */
	String tableId() {
		return "table-" + this.incarnation;
	}

	/**
	 * Lets the table be made anew.
	 */
	void becomeAnother() {
		this.incarnation++;
	}

	static String id(Map<String, AttributeValue> itemOrKey) {
		return itemOrKey.get(PARTITION_KEY).s() + "/" + itemOrKey.get(SORT_KEY).s();
	}

	/**
	 * Returns an item, empty if there is none.
	 */
	Map<String, AttributeValue> get(String id) {
		return this.items.getOrDefault(id, Map.of());
	}

	Map<String, Map<String, AttributeValue>> all() {
		return this.items;
	}

	List<Commit> commits() {
		return this.commits;
	}

	/**
	 * Returns an item as it was after the given number of commits, empty if there was
	 * none.
	 */
	Map<String, AttributeValue> stateAt(int moment, String id) {
		Commit last = lastCommit(moment, id);
		return (last != null) ? last.after() : Map.of();
	}

	/**
	 * Returns which of the given number of commits was the last that changed an item.
	 */
	@Nullable Commit lastCommit(int moment, String id) {
		for (int i = moment - 1; i >= 0; i--) {
			if (this.commits.get(i).id().equals(id)) {
				return this.commits.get(i);
			}
		}
		return null;
	}

	void put(Map<String, AttributeValue> item, @Nullable Operation operation) {
		String id = id(item);
		Map<String, AttributeValue> after = Map.copyOf(item);
		Map<String, AttributeValue> before = this.items.put(id, after);
		committed(new Commit(id, operation, (before != null) ? before : Map.of(), after));
	}

	void delete(String id, @Nullable Operation operation) {
		Map<String, AttributeValue> before = this.items.remove(id);
		if (before != null) {
			committed(new Commit(id, operation, before, Map.of()));
		}
	}

	/**
	 * Sets an item back to what it was after the given number of commits.
	 */
	void restore(int moment, String id) {
		Map<String, AttributeValue> before = get(id);
		Commit then = lastCommit(moment, id);
		Map<String, AttributeValue> after = stateAt(moment, id);
		if (!after.equals(before)) {
			this.items.remove(id);
			if (!after.isEmpty()) {
				this.items.put(id, after);
			}
			committed(new Commit(id, (then != null) ? then.operation() : null, before, after));
		}
	}

	private void committed(Commit commit) {
		this.commits.add(commit);
		this.afterChange.run();
	}

	/**
	 * Returns the states that a read without consistency may find, the newest first.
	 */
	List<Map<String, AttributeValue>> recentStates(String id) {
		List<Map<String, AttributeValue>> states = new ArrayList<>();
		states.add(get(id));
		for (int i = this.commits.size() - 1; i >= 0 && states.size() < 3; i--) {
			if (this.commits.get(i).id().equals(id)) {
				states.add(this.commits.get(i).before());
			}
		}
		return states;
	}

	static boolean tooLarge(Map<String, AttributeValue> item) {
		return size(item) > ITEM_LIMIT;
	}

	private static long size(Map<String, AttributeValue> map) {
		return map.entrySet().stream().mapToLong((entry) -> entry.getKey().length() + size(entry.getValue())).sum();
	}

	private static long size(AttributeValue value) {
		if (value.hasM()) {
			return 3 + size(new HashMap<>(value.m()));
		}
		if (value.hasL()) {
			return 3 + value.l().stream().mapToLong(ItemStore::size).sum();
		}
		if (value.s() != null) {
			return value.s().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
		}
		return (value.b() != null) ? value.b().asByteArrayUnsafe().length : 8;
	}

	/**
	 * One change of an item.
	 *
	 * @param id the item
	 * @param operation what it was made by
	 * @param before the item before, empty if there was none
	 * @param after the item after, empty if it was deleted
	 */
	record Commit(String id, @Nullable Operation operation, Map<String, AttributeValue> before,
			Map<String, AttributeValue> after) {
	}

}
