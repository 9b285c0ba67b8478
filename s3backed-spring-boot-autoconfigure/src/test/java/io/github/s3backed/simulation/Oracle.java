package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.simulation.ItemStore.Commit;
import io.github.s3backed.simulation.Operation.Outcome;
import io.github.s3backed.simulation.Violation.Invariant;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Compares what callers were told with what has happened.
 */
final class Oracle {

	private final World world;

	private final List<Commit> commits;

	Oracle(World world) {
		this.world = world;
		this.commits = world.items().commits();
	}

	/**
	 * Judges a run after everything has settled.
	 */
	void judge() {
		for (Operation operation : this.world.operations()) {
			switch (operation.type()) {
				case READ -> judgeRead(operation);
				case RESOLVE -> judgeResolution(operation);
				case SWEEP -> {
				}
				default -> new WriteVerdict(this.world, operation).judge();
			}
		}
		String reused = this.world.objects().reusedKey();
		if (reused != null) {
			violated(Invariant.KEYS_ARE_FRESH, "two requests wrote to " + reused);
		}
		if (this.world.operations().stream().allMatch(Oracle::leavesNothing)) {
			expectNoOrphans("nothing that happened excuses it", this.world.superseded().all());
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
		expectNoOrphans("after a sweep", Set.of());
	}

	private void expectNoOrphans(String when, Set<String> kept) {
		List<String> alive = new ArrayList<>(kept);
		this.world.items().all().values().forEach((item) -> alive.addAll(Pointers.of(item)));
		this.world.objects().all().keySet().forEach((key) -> {
			if (!alive.contains(ObjectStore.uri(key))) {
				violated(Invariant.I4_NO_ORPHAN, "orphan " + key + " " + when);
			}
		});
	}

	/**
	 * Tells whether an operation must have left no object behind, even without a sweep.
	 */
	private static boolean leavesNothing(Operation operation) {
		return operation.type() != Operation.Type.FOREIGN && operation.outcome() != Outcome.UNKNOWN
				&& operation.outcome() != Outcome.CRASHED
				&& operation.faults().stream().allMatch(Oracle::leavesNothing);
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
		for (int moment = operation.start(); moment <= operation.end(); moment++) {
			states.add(contentAfter(moment));
		}
		return states;
	}

	private @Nullable Content contentAfter(int moment) {
		if (moment == 0) {
			return null;
		}
		Commit commit = this.commits.get(moment - 1);
		Operation operation = Objects.requireNonNull(commit.operation());
		return commit.after().isEmpty() ? null : operation.content();
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
