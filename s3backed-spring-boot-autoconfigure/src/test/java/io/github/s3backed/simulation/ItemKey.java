package io.github.s3backed.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items that there can be. They share the partition key, and differ by the sort key
 * alone. Of two workers that share a sweep, as of three, they are not the same one's.
 */
enum ItemKey {

	FIRST("9", "ab"), SECOND("29", "44");

	static final String PARTITION = "doc";

	private final String sort;

	private final String shard;

	ItemKey(String sort, String shard) {
		this.sort = sort;
		this.shard = shard;
	}

	String sort() {
		return this.sort;
	}

	/**
	 * Returns the name that the stores know the item by.
	 */
	String id() {
		return ItemStore.id(attributes());
	}

	static ItemKey of(String id) {
		return Stream.of(values()).filter((key) -> key.id().equals(id)).findFirst().orElseThrow();
	}

	/**
	 * Tells whether an object was written for the item, by its key's looks.
	 */
	boolean owns(String uri) {
		return uri.contains("/" + place() + "/");
	}

	/**
	 * Returns the shard, and how the library encodes the key, in the keys of its objects.
	 */
	String place() {
		return this.shard + "/S." + PARTITION + "!S." + this.sort;
	}

	Key key() {
		return Key.builder().partitionValue(PARTITION).sortValue(this.sort).build();
	}

	Map<String, AttributeValue> attributes() {
		return Map.of(ItemStore.PARTITION_KEY, AttributeValue.fromS(PARTITION), ItemStore.SORT_KEY,
				AttributeValue.fromS(this.sort));
	}

	/**
	 * Returns an item with one attribute beside the key.
	 */
	Map<String, AttributeValue> with(String attribute, String value) {
		Map<String, AttributeValue> item = new TreeMap<>(attributes());
		item.put(attribute, AttributeValue.fromS(value));
		return item;
	}

}
