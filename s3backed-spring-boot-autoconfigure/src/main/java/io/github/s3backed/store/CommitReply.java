package io.github.s3backed.store;

import io.github.s3backed.pointer.StoredItem;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What is known after a conditional change was sent once.
 */
public sealed interface CommitReply {

	/**
	 * DynamoDB has said that it was applied.
	 *
	 * @param before the item before it, which may have been none
	 */
	record Applied(StoredItem before) implements CommitReply {
	}

	/**
	 * DynamoDB has said that the condition does not hold. Says nothing about requests
	 * that were sent before.
	 *
	 * @param current the item as it is; {@code null} if there is none, or DynamoDB did
	 * not send it along
	 * @param cause the error
	 */
	record ConditionFailed(@Nullable StoredItem current, Exception cause) implements CommitReply {
	}

	/**
	 * It was certainly not applied and never will be: DynamoDB refused it, or nothing was
	 * sent.
	 *
	 * @param cause the error
	 */
	record Refused(DataAccessException cause) implements CommitReply {
	}

	/**
	 * It was applied, or was not, or will be.
	 *
	 * @param cause why there is no answer
	 */
	record Unknown(Throwable cause) implements CommitReply {
	}

}
