package io.github.s3backed.commit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.EncodedEntity;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Stores an entity: saves, inserts or updates it.
 *
 * @param mapping its mapping
 * @param encoded what is stored
 * @param mode what is expected to be there
 */
record Put(S3BackedPersistentEntity<?> mapping, EncodedEntity encoded, WriteMode mode) implements Change {

	@Override
	public ItemId id() {
		return this.mapping.id(this.encoded.key());
	}

	@Override
	public List<Content> contents() {
		return this.encoded.contents();
	}

	@Override
	public boolean isCreate() {
		return this.mode == WriteMode.INSERT;
	}

	@Override
	public boolean isDue(Predecessor predecessor) {
		if (this.mode == WriteMode.UPDATE && !predecessor.exists()) {
			throw wasRead() ? overtaken(0, null) : new IncorrectUpdateSemanticsDataAccessException(
					"There is no " + id() + " to update; use save or insert to create it");
		}
		Version version = this.encoded.version();
		if (version != null && version.conflictsWith(predecessor.item())) {
			throw overtaken(0, null);
		}
		return true;
	}

	/**
	 * Tells whether the entity has the version of an item that it was read from, so that
	 * the write fails where there is none.
	 */
	private boolean wasRead() {
		Version version = this.encoded.version();
		return version != null && version.value() != null;
	}

	@Override
	public ItemChange against(Predecessor predecessor, Map<String, Pointer> pointers, Token token) {
		return new ItemChange(id(), item(predecessor, pointers, token), condition(predecessor));
	}

	/**
	 * Returns the item as it is to be stored.
	 */
	Map<String, AttributeValue> item(Predecessor predecessor, Map<String, Pointer> pointers, Token token) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(this.encoded.item());
		pointers.forEach((name, pointer) -> item.put(name, pointer.toAttributeValue()));
		item.put(WriteRecord.ATTRIBUTE, WriteRecord.of(token, predecessor.record()).toAttributeValue());
		return item;
	}

	private Expression condition(Predecessor predecessor) {
		Expression condition = predecessor.condition();
		return (this.encoded.condition() != null) ? Expression.join(condition, this.encoded.condition(), " AND ")
				: condition;
	}

	@Override
	public boolean isRepeatable() {
		return !isCreate() && this.encoded.condition() == null;
	}

	@Override
	public RuntimeException conflict(int conflicts, WriteOutcome.Conflict conflict) {
		return (isCreate() && (conflict.isStored() || !wasRead()))
				? new DuplicateKeyException("There is an " + id() + " already; nothing was written", conflict.cause())
				: overtaken(conflicts, conflict.cause());
	}

	private OptimisticLockingFailureException overtaken(int conflicts, @Nullable Throwable cause) {
		return Conflicts.failure(id(), this.encoded.version(), conflicts, cause);
	}

	@Override
	public WriteOutcomeUnknownException unknown(Token token, List<ObjectLocation> attempted, Throwable cause) {
		return new WriteOutcomeUnknownException(
				"It is unknown whether write " + token + " of " + id()
						+ " was applied; nothing was removed. S3BackedOperations.resolve tells, now or later",
				token.value(), attempted.stream().map(ObjectLocation::uri).toList(), cause);
	}

	@Override
	public boolean isFinal() {
		return false;
	}

	/**
	 * Has been published, and is the sweep's.
	 */
	@Override
	public void remaining(List<DeleteFailure> failures) {
	}

}
