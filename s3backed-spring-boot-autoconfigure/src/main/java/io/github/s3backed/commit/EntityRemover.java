package io.github.s3backed.commit;

import java.util.List;
import java.util.Map;

import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ObjectStore.DeleteFailure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Deletes entities: first the item, with one conditional request, then its objects.
 */
final class EntityRemover {

	private final S3BackedSettings settings;

	private final Platform platform;

	private final Leases leases;

	private final PredecessorReader predecessors;

	private final Committer committer;

	private final Locations locations;

	private final CleanUp cleanUp;

	EntityRemover(S3BackedSettings settings, Platform platform, Leases leases, PredecessorReader predecessors,
			Committer committer, Locations locations, CleanUp cleanUp) {
		this.settings = settings;
		this.platform = platform;
		this.leases = leases;
		this.predecessors = predecessors;
		this.committer = committer;
		this.locations = locations;
		this.cleanUp = cleanUp;
	}

	/**
	 * Deletes an item.
	 * @param version the version that it must have, or {@code null} for any
	 * @return whether there was one
	 */
	boolean delete(S3BackedPersistentEntity<?> entity, PrimaryKey key, @Nullable Version version) {
		return this.leases.write(this.leases.begin(), (lease) -> delete(entity, key, version, lease));
	}

	private boolean delete(S3BackedPersistentEntity<?> entity, PrimaryKey key, @Nullable Version version, Lease lease) {
		Backoff backoff = new Backoff(this.platform);
		for (int conflicts = 0;; conflicts++) {
			Predecessor predecessor = this.predecessors.find(entity, key, lease);
			if (!isExpected(entity, key, predecessor, version)) {
				return false;
			}
			ItemChange change = new ItemChange(entity.id(key), null, condition(predecessor, version));
			WriteOutcome outcome = this.committer.commit(change, predecessor, lease);
			if (outcome instanceof WriteOutcome.Applied applied) {
				removeObjects(predecessor, applied.before());
				return true;
			}
			requireConflict(entity, key, lease, outcome);
			if (version != null || conflicts >= this.settings.writes().maxConflicts()) {
				throw conflict(entity, key, version, ((WriteOutcome.Conflict) outcome).cause());
			}
			backoff.pause(conflicts);
		}
	}

	private static boolean isExpected(S3BackedPersistentEntity<?> entity, PrimaryKey key, Predecessor predecessor,
			@Nullable Version version) {
		if (version != null && (!predecessor.exists() || version.conflictsWith(predecessor.item()))) {
			throw conflict(entity, key, version, null);
		}
		return predecessor.exists();
	}

	private static Expression condition(Predecessor predecessor, @Nullable Version version) {
		Expression condition = predecessor.condition();
		return (version != null) ? Expression.join(condition, condition(version), " AND ") : condition;
	}

	private static Expression condition(Version version) {
		Expression.Builder condition = Expression.builder().putExpressionName("#s3b_version", version.attribute());
		return (version.value() != null) ? condition.expression("#s3b_version = :s3b_version")
			.putExpressionValue(":s3b_version", version.value())
			.build() : condition.expression("attribute_not_exists(#s3b_version)").build();
	}

	private void removeObjects(Predecessor predecessor, @Nullable StoredItem before) {
		ItemId id = predecessor.item().id();
		List<DeleteFailure> failures = this.cleanUp.remove(id.table(),
				this.locations.superseded(predecessor.stateBefore(before), Map.of()));
		if (!failures.isEmpty()) {
			throw new ObjectsRemainException(
					"Deleted is " + id + ", but " + failures.size()
							+ " of its objects could not be removed: a sweep that removes garbage will",
					failures.stream().map(DeleteFailure::location).map(ObjectLocation::uri).toList(),
					failures.get(0).cause());
		}
	}

	private static void requireConflict(S3BackedPersistentEntity<?> entity, PrimaryKey key, Lease lease,
			WriteOutcome outcome) {
		if (outcome instanceof WriteOutcome.Refused refused) {
			throw refused.cause();
		}
		if (outcome instanceof WriteOutcome.Unknown unknown) {
			throw new WriteOutcomeUnknownException(
					"It is unknown whether " + entity.id(key)
							+ " was deleted; none of its objects was removed. Delete it again",
					lease.handle().value(), List.of(), unknown.cause());
		}
	}

	private static OptimisticLockingFailureException conflict(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			@Nullable Version version, @Nullable Throwable cause) {
		return new OptimisticLockingFailureException(
				(version != null)
						? "The stored " + entity.id(key) + " does not have the version in attribute '"
								+ version.attribute() + "' that the entity was read with, or is gone; read it again"
						: "Other writers were faster too often at " + entity.id(key) + "; see s3backed.max-conflicts",
				cause);
	}

}
