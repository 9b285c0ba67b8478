package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.SupersededContentException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.simulation.ItemStore.Commit;
import io.github.s3backed.simulation.Operation.Outcome;
import io.github.s3backed.simulation.Violation.Invariant;
import io.github.s3backed.sweep.SweepReport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import org.springframework.dao.DataAccessException;

/**
 * Compares what callers were told with what has happened.
 */
final class Oracle {

	private final World world;

	Oracle(World world) {
		this.world = world;
	}

	/**
	 * Judges a run after everything has settled.
	 */
	void judge() {
		for (Operation operation : this.world.operations()) {
			switch (operation.type()) {
				case READ -> judgeRead(operation);
				case RESOLVE -> judgeResolution(operation);
				case SWEEP -> judgeSweep(operation);
				default -> new WriteVerdict(this.world, operation).judge();
			}
		}
		String reused = this.world.objects().reusedKey();
		if (reused != null) {
			violated(Invariant.KEYS_ARE_FRESH, "two requests wrote to " + reused);
		}
		if (this.world.operations().stream().allMatch(Oracle::leavesNothing)) {
			Set<String> kept = new HashSet<>(this.world.superseded().all());
			kept.addAll(this.world.orphans());
			expectNoOrphans("nothing that happened excuses it", kept);
		}
		if (this.world.operations().stream().allMatch(Oracle::leavesNoUpload)) {
			expectNoUploads("nothing that happened excuses it", ids(this.world.uploads()));
		}
	}

	/**
	 * Judges the operations from the given one on, which are all reads.
	 */
	void judgeReads(int from) {
		this.world.operations().subList(from, this.world.operations().size()).forEach(this::judgeRead);
	}

	/**
	 * Judges what a sweep has left.
	 */
	void judgeSwept() {
		this.world.orphans()
			.stream()
			.filter((uri) -> Strays.contain(uri) && !this.world.objects().contains(uri))
			.forEach((uri) -> violated(Invariant.UNMAPPED_IS_KEPT, "nobody knows whose it was: " + uri));
		Set<String> left = ids(this.world.objects().uploads().existing());
		this.world.uploads()
			.stream()
			.filter((upload) -> Strays.contain(upload.key()) && !left.contains(upload.id()))
			.forEach((upload) -> violated(Invariant.UNMAPPED_IS_KEPT, "nobody knows whose it was: " + upload.key()));
		if (!this.world.removals().keptByLimit()) {
			expectNoOrphans("after a sweep", Set.of());
			expectNoUploads("after a sweep", Set.of());
		}
	}

	/**
	 * Where the bucket keeps versions, whatever an item has ever pointed to is still
	 * there.
	 */
	void judgeVersions() {
		if (this.world.objects().isVersioned()) {
			this.world.items()
				.commits()
				.stream()
				.flatMap((commit) -> Pointers.of(commit.after()).stream())
				.filter((uri) -> !this.world.objects().containsVersion(uri))
				.forEach((uri) -> violated(Invariant.REPLACED_IS_KEPT, "no version is left of " + uri));
		}
	}

	private void expectNoOrphans(String when, Set<String> kept) {
		List<String> alive = new ArrayList<>(kept);
		this.world.items().all().values().forEach((item) -> alive.addAll(Pointers.of(item)));
		this.world.objects().all().keySet().forEach((key) -> {
			if (!alive.contains(ObjectStore.uri(key)) && !Strays.contain(key)) {
				violated(Invariant.I4_NO_ORPHAN, "orphan " + key + " " + when);
			}
		});
	}

	private void expectNoUploads(String when, Set<String> kept) {
		this.world.objects()
			.uploads()
			.existing()
			.stream()
			.filter((upload) -> !kept.contains(upload.id()) && !Strays.contain(upload.key()))
			.forEach((upload) -> violated(Invariant.NO_OPEN_UPLOAD, "open upload of " + upload.key() + " " + when));
	}

	private static Set<String> ids(List<UploadStore.Upload> uploads) {
		return uploads.stream().map(UploadStore.Upload::id).collect(Collectors.toSet());
	}

	/**
	 * Tells whether an operation must have left no object behind, even without a sweep.
	 */
	private static boolean leavesNothing(Operation operation) {
		return operation.type() != Operation.Type.FOREIGN && operation.outcome() != Outcome.UNKNOWN
				&& operation.outcome() != Outcome.CRASHED
				&& operation.faults().stream().allMatch(Oracle::leavesNothing);
	}

	/**
	 * Tells whether an operation must have left no multipart upload open, even without a
	 * sweep.
	 */
	private static boolean leavesNoUpload(Operation operation) {
		return leavesNothing(operation) && operation.faults().stream().noneMatch(Oracle::hidesUpload);
	}

	/**
	 * Tells whether the writer may not have been told the id of an upload that it has
	 * begun, or could not abort it.
	 */
	private static boolean hidesUpload(Operation.Met met) {
		return switch (met.fault()) {
			case LOST_REPLY, SERVER_ERROR_APPLIED, TWICE ->
				met.call().kind() == WireCall.Kind.CREATE_UPLOAD || met.call().kind().cleansUp();
			case CALLER_INTERRUPTED -> true;
			default -> met.call().kind().cleansUp();
		};
	}

	private static boolean leavesNothing(Operation.Met met) {
		return switch (met.fault()) {
			case NOT_SENT, DENIED, INVALID, THROTTLED, LOST_REQUEST, LOST_REPLY, SERVER_ERROR, SERVER_ERROR_APPLIED ->
				met.call().kind() != WireCall.Kind.DELETE_OBJECTS;
			case TWICE, STALL, STALLED_REPLY, CALLER_INTERRUPTED, SUSPENDED, SUSPENDED_SIGNED, FROZEN, CLOCK_SET_BACK,
					MISREPORTED, BODY_TRUNCATED, BODY_ALTERED ->
				true;
			default -> false;
		};
	}

	private void judgeResolution(Operation operation) {
		if (operation.result() instanceof Resolved resolved) {
			new WriteVerdict(this.world, resolved.write()).judgeEarly(resolved.resolution());
		}
		else if (operation.outcome() == Outcome.REFUSED && operation.faults().isEmpty()) {
			violated(Invariant.OUTCOME_IS_TOLD, operation + " failed without a fault: " + operation.error());
		}
	}

	/**
	 * What could not be seen or done must end the sweep or stand in its report.
	 */
	private void judgeSweep(Operation sweep) {
		boolean disturbed = this.world.sweeps().leaveUnanswered(sweep)
				|| sweep.faults().stream().anyMatch(Oracle::disturbs);
		if (sweep.result() instanceof SweepReport report && report.isComplete() && report.undecidable().isEmpty()
				&& disturbed) {
			violated(Invariant.SWEEP_IS_HONEST, sweep + " says that it is complete: " + sweep.faults());
		}
		if (sweep.outcome() == Outcome.REFUSED
				&& (sweep.faults().isEmpty() || !(sweep.error() instanceof DataAccessException))) {
			violated(Invariant.OUTCOME_IS_TOLD, sweep + " threw " + sweep.error());
		}
	}

	/**
	 * Where the table's id may not be asked for, or nothing be left beside the objects, a
	 * sweep does without.
	 */
	private static boolean disturbs(Operation.Met met) {
		if (met.fault() == Fault.DENIED && met.call().concernsSweeps()) {
			return false;
		}
		return (met.error() != null && !isAnswer(met.error())) || met.fault() == Fault.ERROR_PAGE
				|| met.fault() == Fault.CUT_SHORT;
	}

	/**
	 * Tells whether an error says nothing but that an object or an upload is there or
	 * not.
	 */
	private static boolean isAnswer(Throwable error) {
		return error instanceof S3Exception answer && (error instanceof NoSuchKeyException
				|| error instanceof NoSuchUploadException || answer.statusCode() == 412);
	}

	private void judgeRead(Operation read) {
		if (read.outcome() == Outcome.CRASHED) {
			return;
		}
		if (read.outcome() == Outcome.ACKNOWLEDGED) {
			Optional<?> found = Application.found(read);
			if (states(read).stream().noneMatch((state) -> Objects.equals(found.orElse(null), state))) {
				violated(Invariant.I3_ONE_VERSION, read + " found " + found + ", not one of " + states(read));
			}
			return;
		}
		Throwable error = read.error();
		if (error instanceof SupersededContentException) {
			if (!hasChanged(read)) {
				violated(Invariant.OUTCOME_IS_TOLD, read + " said that something else is stored now: " + error);
			}
			return;
		}
		if (error instanceof ForeignPointerException && moments(read).anyMatch((it) -> isCopy(it, read.key()))) {
			return;
		}
		if (error instanceof DanglingPointerException && moments(read).anyMatch((it) -> isLost(it, read.key()))) {
			return;
		}
		if (read.faults().isEmpty()) {
			boolean dangling = error instanceof DanglingPointerException;
			violated(dangling ? Invariant.I1_NO_DANGLING_POINTER : Invariant.OUTCOME_IS_TOLD,
					read + " failed without a fault: " + error);
		}
		else if (!(error instanceof DataAccessException) && !(error instanceof OutOfMemoryError)) {
			violated(Invariant.OUTCOME_IS_TOLD, read + " threw " + error);
		}
	}

	/**
	 * Returns what the item held at some moment during an operation; {@code null} where
	 * there was none.
	 */
	private List<@Nullable Content> states(Operation operation) {
		List<@Nullable Content> states = new ArrayList<>();
		moments(operation).forEach((moment) -> states.add(contentAfter(moment, operation.key())));
		return states;
	}

	/**
	 * Tells whether somebody has changed the item during an operation.
	 */
	private boolean hasChanged(Operation operation) {
		return this.world.items()
			.commits()
			.subList(operation.start(), operation.end())
			.stream()
			.anyMatch((commit) -> commit.id().equals(operation.key().id()));
	}

	private static IntStream moments(Operation operation) {
		return IntStream.rangeClosed(operation.start(), operation.end());
	}

	/**
	 * Tells whether the item points to something that was lost before the run.
	 */
	private boolean isLost(int moment, ItemKey key) {
		return Pointers.of(this.world.items().stateAt(moment, key.id())).stream().anyMatch(this.world.lost()::contains);
	}

	/**
	 * Tells whether another tool has given the item the pointers of another.
	 */
	private boolean isCopy(int moment, ItemKey key) {
		Commit commit = this.world.items().lastCommit(moment, key.id());
		return commit != null && commit.operation() != null && commit.operation().type() == Operation.Type.COPY;
	}

	private @Nullable Content contentAfter(int moment, ItemKey key) {
		Commit commit = this.world.items().lastCommit(moment, key.id());
		if (commit == null || commit.after().isEmpty()) {
			return null;
		}
		return Objects.requireNonNull(commit.operation()).content();
	}

	private void violated(Invariant invariant, String description) {
		this.world.violated(invariant, description);
	}

	/**
	 * What a writer was told when it asked for the outcome of a write.
	 *
	 * @param write the write
	 * @param resolution the answer
	 */
	record Resolved(Operation write, WriteResolution resolution) {
	}

}
