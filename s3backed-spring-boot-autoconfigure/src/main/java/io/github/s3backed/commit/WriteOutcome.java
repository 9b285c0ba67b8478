package io.github.s3backed.commit;

import io.github.s3backed.pointer.StoredItem;
import org.jspecify.annotations.Nullable;

/**
 * What became of a write, judged from everything that was sent for it.
 */
sealed interface WriteOutcome {

	/**
	 * The item is as written, or was until a later write.
	 *
	 * @param before the item that it replaced, or {@code null} if it is only known that
	 * it was the predecessor
	 */
	record Applied(@Nullable StoredItem before) implements WriteOutcome {
	}

	/**
	 * The stored item was not the one that was to be replaced. The write was not applied
	 * and never will be.
	 *
	 * @param isStored whether DynamoDB has shown the stored item
	 * @param cause the error
	 */
	record Conflict(boolean isStored, Throwable cause) implements WriteOutcome {
	}

	/**
	 * DynamoDB refused the write, or nothing was sent. It was not applied and never will
	 * be.
	 *
	 * @param cause the error
	 */
	record Refused(RuntimeException cause) implements WriteOutcome {
	}

	/**
	 * The write was applied, or was not, or will be: nothing of it may be removed.
	 *
	 * @param cause the first error
	 */
	record Unknown(Throwable cause) implements WriteOutcome {
	}

}
