package io.github.s3backed.commit;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemChange;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Carries out changes, all by the same steps:
 * <ol>
 * <li>learn the predecessor, unless the item is created,</li>
 * <li>upload what is new, in parallel,</li>
 * <li>commit with one conditional request,</li>
 * <li>remove what was superseded.</li>
 * </ol>
 * Up to the commit, and when it is certain that it was not applied, a failure removes
 * what was uploaded. From the moment when the commit is sent nothing is removed unless
 * its outcome says so.
 */
final class WriteExecutor {

	private final S3BackedSettings.Writes settings;

	private final Backoff backoff;

	private final Leases leases;

	private final PredecessorReader predecessors;

	private final Uploads uploads;

	private final Committer committer;

	private final Locations locations;

	private final CleanUp cleanUp;

	private final S3BackedMetrics metrics;

	WriteExecutor(S3BackedSettings.Writes settings, Platform platform, Leases leases, PredecessorReader predecessors,
			Uploads uploads, Committer committer, Locations locations, CleanUp cleanUp, S3BackedMetrics metrics) {
		this.settings = settings;
		this.backoff = new Backoff(platform);
		this.leases = leases;
		this.predecessors = predecessors;
		this.uploads = uploads;
		this.committer = committer;
		this.locations = locations;
		this.cleanUp = cleanUp;
		this.metrics = metrics;
	}

	/**
	 * Carries out a change.
	 * @param change the change
	 * @param begun its token and lease
	 * @return what was committed; empty if there was nothing to do
	 */
	Optional<ItemChange> execute(Change change, Lease begun) {
		return this.leases.write(begun, (lease) -> {
			if (lease != begun) {
				this.metrics.writeRestarted(change.mapping().type());
			}
			return execute(new Write(change, lease));
		});
	}

	private Optional<ItemChange> execute(Write write) {
		Optional<Committed> committed = commit(write);
		committed.ifPresent((it) -> removeSuperseded(write, it));
		return committed.map(Committed::request);
	}

	/**
	 * Repeats from the predecessor on while the last writer is to win and another one was
	 * faster.
	 */
	private Optional<Committed> commit(Write write) {
		for (int conflicts = 0;; conflicts++) {
			Prepared prepared = prepare(write);
			if (prepared == null) {
				return Optional.empty();
			}
			WriteOutcome outcome = this.committer.commit(prepared.request(), prepared.predecessor(), write.lease());
			if (outcome instanceof WriteOutcome.Applied applied) {
				return Optional
					.of(new Committed(prepared.predecessor().stateBefore(applied.before()), prepared.request()));
			}
			requireConflict(write, outcome, conflicts);
			this.backoff.pause(conflicts);
		}
	}

	private record Prepared(Predecessor predecessor, ItemChange request) {
	}

	/**
	 * Does everything before the commit. Nothing of it is visible to readers, so any
	 * failure can be undone.
	 * @return what to commit, or {@code null} if there is nothing to do
	 */
	private @Nullable Prepared prepare(Write write) {
		Change change = write.change();
		try {
			Predecessor predecessor = this.predecessors.find(change, write.lease());
			if (!change.isDue(predecessor)) {
				return null;
			}
			if (change instanceof Put put) {
				this.predecessors.requireKept(put, predecessor);
			}
			this.predecessors.compareTimeBeforeReading(write);
			Map<String, Pointer> pointers = this.uploads.upload(write, predecessor);
			this.predecessors.compareTime(write);
			write.lease().require();
			return new Prepared(predecessor, change.against(predecessor, pointers, write.lease().token()));
		}
		catch (OptimisticLockingFailureException ex) {
			this.metrics.conflict(change.mapping().type());
			throw undone(write, ex);
		}
		catch (RuntimeException | Error ex) {
			throw undone(write, ex);
		}
	}

	/**
	 * Ends the write unless it may go on from what another writer has left.
	 */
	private void requireConflict(Write write, WriteOutcome outcome, int conflicts) {
		if (outcome instanceof WriteOutcome.Unknown unknown) {
			throw write.change().unknown(write.lease().handle(), write.attempted(), unknown.cause());
		}
		if (outcome instanceof WriteOutcome.Refused refused) {
			throw undone(write, refused.cause());
		}
		Class<?> entity = write.change().mapping().type();
		this.metrics.conflict(entity);
		if (!write.change().isRepeatable() || conflicts >= this.settings.maxConflicts()) {
			throw undone(write, write.change().conflict(conflicts, (WriteOutcome.Conflict) outcome));
		}
		this.metrics.writeRestarted(entity);
	}

	/**
	 * Removes what was uploaded.
	 * @return why, if it is an exception
	 */
	private RuntimeException undone(Write write, Throwable failure) {
		this.cleanUp.undo(write, failure);
		if (failure instanceof Error error) {
			throw error;
		}
		return (RuntimeException) failure;
	}

	private record Committed(StoredItem before, ItemChange request) {
	}

	/**
	 * Nobody vouches for what a token of a direct upload names: it is treated as the
	 * item's other objects are, retained with them, and kept where the item leads to it.
	 */
	private void removeSuperseded(Write write, Committed committed) {
		Change change = write.change();
		if (change.isFinal() || this.settings.supersededRetention().isZero()) {
			Set<ObjectLocation> garbage = new LinkedHashSet<>(write.consumed());
			ItemChange request = committed.request();
			if (request.item() != null) {
				garbage.removeAll(Pointer.locations(request.item()));
			}
			garbage.addAll(this.locations.superseded(committed.before(), request));
			change.remaining(this.cleanUp.remove(change.id().table(), garbage));
		}
	}

}
