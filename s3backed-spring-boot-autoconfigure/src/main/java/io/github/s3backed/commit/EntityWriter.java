package io.github.s3backed.commit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ItemSize;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Saves, inserts and updates entities:
 * <ol>
 * <li>encode and validate everything, take a token and start the lease,</li>
 * <li>learn the predecessor, unless it is an insert,</li>
 * <li>upload what is new, in parallel,</li>
 * <li>commit with one conditional request,</li>
 * <li>remove what was superseded.</li>
 * </ol>
 * Up to the commit, and when it is certain that it was not applied, a failure removes
 * what was uploaded. From the moment when the commit is sent nothing is removed unless
 * its outcome says so.
 */
final class EntityWriter {

	private final S3BackedSettings settings;

	private final Platform platform;

	private final Leases leases;

	private final PredecessorReader predecessors;

	private final Uploads uploads;

	private final Committer committer;

	private final Locations locations;

	private final CleanUp cleanUp;

	EntityWriter(S3BackedSettings settings, Platform platform, Leases leases, PredecessorReader predecessors,
			Uploads uploads, Committer committer, Locations locations, CleanUp cleanUp) {
		this.settings = settings;
		this.platform = platform;
		this.leases = leases;
		this.predecessors = predecessors;
		this.uploads = uploads;
		this.committer = committer;
		this.locations = locations;
		this.cleanUp = cleanUp;
	}

	<T> T write(S3BackedPersistentEntity<T> entity, T instance, WriteMode mode) {
		Write begun = begin(entity, instance);
		Supplier<T> result = entity.withGenerated(instance, begun.encoded());
		this.leases.write(begun.lease(), (lease) -> write(begun.under(lease), mode));
		return result.get();
	}

	private Committed write(Write write, WriteMode mode) {
		Committed committed = commit(write, mode);
		if (this.settings.writes().supersededRetention().isZero()) {
			this.cleanUp.remove(write.entity().tableName(), this.locations
				.superseded(committed.predecessor().stateBefore(committed.before()), committed.item()));
		}
		return committed;
	}

	/**
	 * Encodes and validates everything, without any request.
	 */
	<T> Write begin(S3BackedPersistentEntity<T> entity, T instance) {
		Write write = new Write(entity, entity.encode(instance), this.leases.begin());
		validate(write);
		return write;
	}

	private void validate(Write write) {
		write.encoded().contents().forEach((content) -> {
			if (content.size() > this.settings.contents().maxAttributeSize()) {
				throw new InvalidDataAccessApiUsageException("Attribute '" + content.attribute().name() + "' has "
						+ content.size() + " bytes, s3backed.max-attribute-size allows "
						+ this.settings.contents().maxAttributeSize());
			}
		});
		Map<String, AttributeValue> item = write.item(this.uploads.largestPointers(write),
				Predecessor.none(write.id()));
		long size = ItemSize.of(item) + WriteRecord.MAX_HISTORY_SIZE;
		if (size > ItemSize.MAX) {
			throw new InvalidDataAccessApiUsageException(
					"The item for table '" + write.entity().tableName() + "' would have " + size
							+ " bytes with its S3-backed attributes in S3; DynamoDB allows " + ItemSize.MAX
							+ ". Its largest attributes are " + largest(item) + ": annotate them with @S3Backed");
		}
	}

	private static String largest(Map<String, AttributeValue> item) {
		Comparator<Map.Entry<String, Long>> bySize = Map.Entry.comparingByValue(Comparator.reverseOrder());
		return item.entrySet()
			.stream()
			.map((it) -> Map.entry(it.getKey(), ItemSize.of(it.getKey(), it.getValue())))
			.sorted(bySize)
			.limit(3)
			.map((it) -> "'" + it.getKey() + "' (" + it.getValue() + " bytes)")
			.collect(Collectors.joining(", "));
	}

	private record Committed(Predecessor predecessor, Map<String, AttributeValue> item, @Nullable StoredItem before) {
	}

	/**
	 * Repeats from the predecessor on while the last writer is to win and another one was
	 * faster.
	 */
	private Committed commit(Write write, WriteMode mode) {
		Backoff backoff = new Backoff(this.platform);
		for (int conflicts = 0;; conflicts++) {
			Prepared prepared = prepare(write, mode);
			WriteOutcome outcome = this.committer.commit(prepared.change(), prepared.predecessor(), write.lease());
			if (outcome instanceof WriteOutcome.Applied applied) {
				return new Committed(prepared.predecessor(), prepared.item(), applied.before());
			}
			if (outcome instanceof WriteOutcome.Unknown unknown) {
				throw unknown(write, unknown.cause());
			}
			if (outcome instanceof WriteOutcome.Refused refused) {
				throw undone(write, refused.cause());
			}
			WriteOutcome.Conflict conflict = (WriteOutcome.Conflict) outcome;
			Throwable cause = conflict.cause();
			if (mode == WriteMode.INSERT) {
				throw undone(write, (conflict.isStored() || !hasVersion(write)) ? duplicate(write, cause)
						: conflict(write, conflicts, cause));
			}
			if (write.encoded().condition() != null || conflicts >= this.settings.writes().maxConflicts()) {
				throw undone(write, conflict(write, conflicts, cause));
			}
			backoff.pause(conflicts);
		}
	}

	private record Prepared(Predecessor predecessor, Map<String, AttributeValue> item, ItemChange change) {
	}

	/**
	 * Does everything before the commit. Nothing of it is visible to readers, so any
	 * failure can be undone.
	 */
	private Prepared prepare(Write write, WriteMode mode) {
		try {
			Predecessor predecessor = (mode == WriteMode.INSERT) ? Predecessor.none(write.id())
					: this.predecessors.find(write.entity(), write.id().key(), write.lease());
			requireExpected(write, mode, predecessor);
			this.predecessors.requireKept(write, predecessor);
			Map<String, Pointer> pointers = this.uploads.upload(write, predecessor);
			Map<String, AttributeValue> item = write.item(pointers, predecessor);
			ItemChange change = new ItemChange(write.id(), item, write.condition(predecessor));
			write.lease().require();
			return new Prepared(predecessor, item, change);
		}
		catch (RuntimeException | Error ex) {
			this.cleanUp.undo(write.entity().tableName(), write.attempted(), ex);
			throw ex;
		}
	}

	private static void requireExpected(Write write, WriteMode mode, Predecessor predecessor) {
		if (mode == WriteMode.UPDATE && !predecessor.exists()) {
			throw hasVersion(write) ? conflict(write, 0, null) : new IncorrectUpdateSemanticsDataAccessException(
					"There is no " + write.id() + " to update; use save or insert to create it");
		}
		Version version = write.encoded().version();
		if (version != null && version.conflictsWith(predecessor.item())) {
			throw conflict(write, 0, null);
		}
	}

	/**
	 * Tells whether the entity was read from an item, so that the write fails where there
	 * is none.
	 */
	private static boolean hasVersion(Write write) {
		Version version = write.encoded().version();
		return version != null && version.value() != null;
	}

	private <X extends RuntimeException> X undone(Write write, X failure) {
		this.cleanUp.undo(write.entity().tableName(), write.attempted(), failure);
		return failure;
	}

	private static DuplicateKeyException duplicate(Write write, Throwable cause) {
		return new DuplicateKeyException("There is an " + write.id() + " already; nothing was written", cause);
	}

	private static OptimisticLockingFailureException conflict(Write write, int conflicts, @Nullable Throwable cause) {
		Version version = write.encoded().version();
		return new OptimisticLockingFailureException((version != null)
				? "The stored " + write.id() + " does not have the version in attribute '" + version.attribute()
						+ "' that the entity was read with, or is gone; read it again"
				: "Other writers were faster " + (conflicts + 1) + " times in a row at " + write.id()
						+ "; see s3backed.max-conflicts",
				cause);
	}

	private static WriteOutcomeUnknownException unknown(Write write, Throwable cause) {
		Token token = write.lease().handle();
		List<String> uris = write.attempted().stream().map(ObjectLocation::uri).toList();
		return new WriteOutcomeUnknownException(
				"It is unknown whether write " + token + " of " + write.id()
						+ " was applied; nothing was removed. S3BackedOperations.resolve tells, now or later",
				token.value(), uris, cause);
	}

}
