package io.github.s3backed.pointer;

import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Which item: its table and its primary key.
 *
 * @param table the table's name, or its ARN, as requests name it
 * @param tableKey the names of the table's key attributes
 * @param key the item's primary key
 */
public record ItemId(String table, TableKey tableKey, PrimaryKey key) {

	/**
	 * Returns the primary key in the form of the AWS SDK.
	 * @return its attributes
	 */
	public Map<String, AttributeValue> toMap() {
		return this.tableKey.toMap(this.key);
	}

	/**
	 * Names the item for the messages of exceptions: by its key as it stands in object
	 * keys, and its table.
	 */
	@Override
	public String toString() {
		return "item " + this.key.encode() + " of table '" + this.table + "'";
	}

}
