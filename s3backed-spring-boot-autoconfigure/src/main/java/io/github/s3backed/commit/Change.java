package io.github.s3backed.commit;

import java.util.List;
import java.util.Map;

import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ObjectStore.DeleteFailure;

/**
 * What a write is to make of an item. It knows what it expects to find and what its
 * caller is told; {@link WriteExecutor} knows how it is carried out.
 */
sealed interface Change permits Put, Delete {

	/**
	 * Returns the mapping of the item's entity.
	 */
	S3BackedPersistentEntity<?> mapping();

	/**
	 * Returns which item is changed.
	 */
	ItemId id();

	/**
	 * Returns the contents that the item is to point to.
	 */
	List<Content> contents();

	/**
	 * Tells whether the item is created, so that nothing needs to be read before.
	 */
	boolean isCreate();

	/**
	 * Tells whether the change goes on from a predecessor.
	 * @return whether there is anything to do
	 * @throws RuntimeException if the predecessor is not what is expected
	 */
	boolean isDue(Predecessor predecessor);

	/**
	 * Returns the request that commits the change.
	 * @param pointers where the contents are, by the names of their attributes
	 */
	ItemChange against(Predecessor predecessor, Map<String, Pointer> pointers, Token token);

	/**
	 * Tells whether the last writer is to win, so that the change is made of whatever
	 * another writer has left.
	 */
	boolean isRepeatable();

	/**
	 * Returns what the caller is told when another writer was faster.
	 * @param conflicts how often before
	 */
	RuntimeException conflict(int conflicts, WriteOutcome.Conflict conflict);

	/**
	 * Returns what the caller is told when it is unknown whether the change was applied.
	 * @param token what the write is called to its caller
	 * @param attempted the objects that may be in S3 because of it
	 */
	WriteOutcomeUnknownException unknown(Token token, List<ObjectLocation> attempted, Throwable cause);

	/**
	 * Tells whether what was superseded is removed also where objects are retained.
	 */
	boolean isFinal();

	/**
	 * Is told which superseded objects could not be removed, if any.
	 * @throws RuntimeException if the caller is to know
	 */
	void remaining(List<DeleteFailure> failures);

}
