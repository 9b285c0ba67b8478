package io.github.s3backed.commit;

import java.util.Map;

import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;

/**
 * What a write replaces.
 *
 * @param item the item with all its attributes, or that there is none
 * @param pointers its pointers to objects of ours
 */
record Predecessor(StoredItem item, Map<String, Pointer> pointers) {

	/**
	 * Returns what a write replaces that creates an item.
	 */
	static Predecessor none(ItemId id) {
		return new Predecessor(StoredItem.absent(id), Map.of());
	}

	boolean exists() {
		return this.item.exists();
	}

	/**
	 * Returns the item's write record, or {@code null} if there is no item or another
	 * tool has written it.
	 */
	@Nullable WriteRecord record() {
		return this.item.writeRecord().orElse(null);
	}

	/**
	 * Returns what an applied write has replaced.
	 * @param before the item as DynamoDB gave it, or {@code null} if the write is only
	 * known to have been applied, so that this is what it was bound to
	 */
	StoredItem stateBefore(@Nullable StoredItem before) {
		return (before != null) ? before : this.item;
	}

	/**
	 * Tells whether a change of this predecessor can be sent again when an answer was
	 * lost: only if it can be applied once at most, because its token never comes back.
	 */
	boolean allowsResend() {
		return record() != null;
	}

	/**
	 * Returns the condition under which this is still what is stored.
	 */
	Expression condition() {
		Expression.Builder condition = Expression.builder();
		WriteRecord record = record();
		if (record != null) {
			return condition.expression("#s3b_record.#s3b_token = :s3b_token")
				.putExpressionName("#s3b_record", WriteRecord.ATTRIBUTE)
				.putExpressionName("#s3b_token", WriteRecord.TOKEN)
				.putExpressionValue(":s3b_token", record.token().toAttributeValue())
				.build();
		}
		if (exists()) {
			return condition.expression("attribute_exists(#s3b_key) AND attribute_not_exists(#s3b_record)")
				.putExpressionName("#s3b_key", this.item.id().tableKey().partition())
				.putExpressionName("#s3b_record", WriteRecord.ATTRIBUTE)
				.build();
		}
		return condition.expression("attribute_not_exists(#s3b_key)")
			.putExpressionName("#s3b_key", this.item.id().tableKey().partition())
			.build();
	}

}
