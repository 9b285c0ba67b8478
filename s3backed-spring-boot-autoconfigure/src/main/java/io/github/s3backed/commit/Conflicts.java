package io.github.s3backed.commit;

import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.pointer.ItemId;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Says what is wrong when another writer was faster.
 */
final class Conflicts {

	private Conflicts() {
	}

	static OptimisticLockingFailureException failure(ItemId id, @Nullable Version version, int conflicts,
			@Nullable Throwable cause) {
		return new OptimisticLockingFailureException((version != null)
				? "The stored " + id + " does not have the version in attribute '" + version.attribute()
						+ "' that the entity was read with, or is gone; read it again"
				: "Other writers were faster " + (conflicts + 1) + " times in a row at " + id
						+ "; see s3backed.max-conflicts",
				cause);
	}

}
