package io.github.s3backed.store;

import java.util.Map;

import io.github.s3backed.pointer.ItemId;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One conditional change of one item.
 *
 * @param id which item
 * @param item the whole item to put, or {@code null} to delete it
 * @param condition what must hold for the stored item; there is no change without one
 */
public record ItemChange(ItemId id, @Nullable Map<String, AttributeValue> item, Expression condition) {
}
