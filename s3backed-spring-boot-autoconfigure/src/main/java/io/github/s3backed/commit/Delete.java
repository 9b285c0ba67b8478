package io.github.s3backed.commit;

import java.util.List;
import java.util.Map;

import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;

/**
 * Deletes an item and its objects, if there is one.
 *
 * @param mapping the mapping of its entity
 * @param id which item
 * @param version the version that it must have, or {@code null} for any
 */
record Delete(S3BackedPersistentEntity<?> mapping, ItemId id, @Nullable Version version) implements Change {

	@Override
	public List<Content> contents() {
		return List.of();
	}

	@Override
	public boolean isCreate() {
		return false;
	}

	@Override
	public boolean isDue(Predecessor predecessor) {
		if (this.version != null && (!predecessor.exists() || this.version.conflictsWith(predecessor.item()))) {
			throw Conflicts.failure(this.id, this.version, 0, null);
		}
		return predecessor.exists();
	}

	@Override
	public ItemChange against(Predecessor predecessor, Map<String, Pointer> pointers, Token token) {
		Expression condition = predecessor.condition();
		return new ItemChange(this.id, null,
				(this.version != null) ? Expression.join(condition, condition(this.version), " AND ") : condition);
	}

	private static Expression condition(Version version) {
		Expression.Builder condition = Expression.builder().putExpressionName("#s3b_version", version.attribute());
		return (version.value() != null) ? condition.expression("#s3b_version = :s3b_version")
			.putExpressionValue(":s3b_version", version.value())
			.build() : condition.expression("attribute_not_exists(#s3b_version)").build();
	}

	@Override
	public boolean isRepeatable() {
		return this.version == null;
	}

	@Override
	public RuntimeException conflict(int conflicts, WriteOutcome.Conflict conflict) {
		return Conflicts.failure(this.id, this.version, conflicts, conflict.cause());
	}

	@Override
	public WriteOutcomeUnknownException unknown(Token token, List<ObjectLocation> attempted, Throwable cause) {
		return new WriteOutcomeUnknownException(
				"It is unknown whether " + this.id + " was deleted; none of its objects was removed. Delete it again",
				token.value(), List.of(), cause);
	}

	@Override
	public boolean isFinal() {
		return true;
	}

	@Override
	public void remaining(List<DeleteFailure> failures) {
		if (!failures.isEmpty()) {
			throw new ObjectsRemainException(
					"Deleted is " + this.id + ", but " + failures.size()
							+ " of its objects could not be removed: a sweep that removes garbage will",
					failures.stream().map(DeleteFailure::location).map(ObjectLocation::uri).toList(),
					failures.get(0).cause());
		}
	}

}
