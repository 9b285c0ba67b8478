package io.github.s3backed.commit;

import java.util.Map;

import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a write replaces.
 *
 * @param item the item with all its attributes; {@code null} if there is no item
 * @param record its write record, {@code null} if another tool has written it
 * @param pointers its pointers to objects of ours
 */
record Predecessor(@Nullable Map<String, AttributeValue> item, @Nullable WriteRecord record,
		Map<String, Pointer> pointers) {

	static final Predecessor NONE = new Predecessor(null, null, Map.of());

	boolean exists() {
		return this.item != null;
	}

	/**
	 * Returns what an applied write has replaced.
	 * @param before the item as DynamoDB gave it, or {@code null} if the write is only
	 * known to have been applied, so that this is what it was bound to
	 */
	Map<String, AttributeValue> stateBefore(@Nullable Map<String, AttributeValue> before) {
		if (before != null) {
			return before;
		}
		return (this.item != null) ? this.item : Map.of();
	}

	/**
	 * Tells whether a change of this predecessor can be sent again when an answer was
	 * lost: only if it can be applied once at most, because its token never comes back.
	 */
	boolean allowsResend() {
		return this.record != null;
	}

	/**
	 * Returns the condition under which this is still what is stored.
	 */
	Expression condition(TableKey tableKey) {
		Expression.Builder condition = Expression.builder();
		if (this.record != null) {
			return condition.expression("#s3b_record.#s3b_token = :s3b_token")
				.putExpressionName("#s3b_record", WriteRecord.ATTRIBUTE)
				.putExpressionName("#s3b_token", WriteRecord.TOKEN)
				.putExpressionValue(":s3b_token", this.record.token().toAttributeValue())
				.build();
		}
		if (this.item != null) {
			return condition.expression("attribute_exists(#s3b_key) AND attribute_not_exists(#s3b_record)")
				.putExpressionName("#s3b_key", tableKey.partition())
				.putExpressionName("#s3b_record", WriteRecord.ATTRIBUTE)
				.build();
		}
		return condition.expression("attribute_not_exists(#s3b_key)")
			.putExpressionName("#s3b_key", tableKey.partition())
			.build();
	}

}
