package io.github.s3backed.store;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One conditional change of one item.
 *
 * @param table the table's name
 * @param key the item's primary key
 * @param item the whole item to put, or {@code null} to delete it
 * @param condition what must hold for the stored item; there is no change without one
 */
public record ItemChange(String table, Map<String, AttributeValue> key, @Nullable Map<String, AttributeValue> item,
		Expression condition) {
}
