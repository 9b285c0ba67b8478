package io.github.s3backed.simulation;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.s3backed.UnmappedPointerException;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.simulation.ItemStore.Commit;
import io.github.s3backed.simulation.Operation.Met;
import io.github.s3backed.simulation.Operation.Outcome;
import io.github.s3backed.simulation.Operation.Type;
import io.github.s3backed.simulation.Violation.Invariant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * Judges one write or delete.
 */
final class WriteVerdict {

	private static final String VERSION = "version";

	private static final int REMEMBERED = 8;

	private final World world;

	private final Operation operation;

	private final List<Commit> own;

	WriteVerdict(World world, Operation operation) {
		this.world = world;
		this.operation = operation;
		this.own = world.items().commits().stream().filter((commit) -> commit.operation() == operation).toList();
	}

	void judge() {
		if (this.own.stream().map(Commit::id).distinct().count() < this.own.size()) {
			violated(Invariant.I2_NO_LOST_WRITE, "was applied " + this.own.size() + " times");
		}
		this.own.forEach(this::judgeCommit);
		switch (this.operation.outcome()) {
			case ACKNOWLEDGED -> judgeAcknowledged();
			case OBJECTS_REMAIN -> judgeRemains();
			case REFUSED -> judgeRefused();
			case UNKNOWN -> judgeUnknown();
			case CRASHED -> {
			}
			case RUNNING -> violated(Invariant.OUTCOME_IS_TOLD, "never ended");
		}
	}

	/**
	 * Judges what is said of a write whose outcome was unknown, long after. An insert
	 * does not ask DynamoDB, and is not told its time, before the commit.
	 */
	void judge(WriteResolution resolution) {
		boolean consistent = switch (resolution) {
			case APPLIED -> this.own.size() == 1;
			case NOT_APPLIED -> this.own.isEmpty() || wasDeletedOrForgotten();
			case UNDECIDED -> met((met) -> met.fault().stopsMachine()) || this.operation.type() == Type.INSERT;
		};
		if (!consistent) {
			violated(Invariant.OUTCOME_IS_TOLD,
					"was applied " + this.own.size() + " times and resolved as " + resolution);
		}
	}

	/**
	 * Judges what was said of a write while it could still go either way.
	 */
	void judgeEarly(WriteResolution resolution) {
		if (resolution != WriteResolution.UNDECIDED) {
			judge(resolution);
		}
	}

	private boolean wasDeletedOrForgotten() {
		List<Commit> commits = this.world.items().commits();
		List<Commit> later = commits.subList(commits.indexOf(this.own.get(0)) + 1, commits.size())
			.stream()
			.filter((commit) -> this.operation.concerns(commit.id()))
			.toList();
		return later.size() > REMEMBERED || later.stream().anyMatch((commit) -> commit.after().isEmpty());
	}

	/**
	 * Compares a commit with the state that it was made on.
	 */
	private void judgeCommit(Commit commit) {
		if (this.operation.type() == Type.FOREIGN) {
			return;
		}
		boolean existed = !commit.before().isEmpty();
		if (this.operation.type() == Type.INSERT && existed) {
			violated(Invariant.I2_NO_LOST_WRITE, "inserted over an item");
		}
		if (this.operation.type() == Type.UPDATE && !existed) {
			violated(Invariant.I2_NO_LOST_WRITE, "updated an item that was not there");
		}
		boolean drops = commit.before().containsKey(WideDocument.SUMMARY)
				&& !commit.after().containsKey(WideDocument.SUMMARY) && !commit.after().isEmpty();
		if (drops) {
			violated(Invariant.UNMAPPED_IS_KEPT, "dropped what its class does not map");
		}
		boolean versioned = commit.after().containsKey(VERSION) || this.operation.version() != null;
		if (versioned && !isVersion(commit.before(), this.operation.version())) {
			violated(Invariant.I2_NO_LOST_WRITE, "replaced another version than its own");
		}
	}

	private static boolean isVersion(Map<String, AttributeValue> item, @Nullable Long version) {
		AttributeValue stored = item.get(VERSION);
		return (version == null) ? stored == null : stored != null && stored.n().equals(version.toString());
	}

	/**
	 * Tells whether every item that the operation was to change was changed by it, or was
	 * deleted, where it makes no difference to the caller by whom.
	 */
	private boolean isDone() {
		return items().allMatch(this::isDone);
	}

	private boolean isDone(ItemKey key) {
		return isChanged(key) || (this.operation.type().deletes() && duringOperation(key, Map::isEmpty));
	}

	private boolean isChanged(ItemKey key) {
		return this.own.stream().anyMatch((commit) -> commit.id().equals(key.id()));
	}

	private Stream<ItemKey> items() {
		return Stream.of(ItemKey.values()).filter((key) -> this.operation.concerns(key.id()));
	}

	private void judgeAcknowledged() {
		if (!isDone()) {
			violated(Invariant.I2_NO_LOST_WRITE, "was acknowledged and not applied");
		}
		if (Boolean.FALSE.equals(this.operation.result()) && !this.own.isEmpty()) {
			violated(Invariant.OUTCOME_IS_TOLD, "deleted and said that there was nothing");
		}
	}

	private void judgeRemains() {
		if (items().noneMatch(this::isDone)) {
			violated(Invariant.I2_NO_LOST_WRITE, "said that only objects remain, and was not applied");
		}
		if (!met((met) -> met.call().kind() == WireCall.Kind.DELETE_OBJECTS)) {
			violated(Invariant.OUTCOME_IS_TOLD, "left objects without a reason");
		}
	}

	/**
	 * Where all items are to be deleted, those before the first failure are.
	 */
	private boolean hasEndedHalfway() {
		return this.operation.type() == Type.DELETE_ALL
				&& items().anyMatch((key) -> !isChanged(key) && duringOperation(key, (item) -> !item.isEmpty()));
	}

	private void judgeRefused() {
		if (!this.own.isEmpty() && !hasEndedHalfway()) {
			violated(onlyCleanUpFailed() ? Invariant.I6_CLEAN_UP_IS_SILENT : Invariant.I5_ALL_OR_NOTHING,
					"was applied and reported as failed with " + this.operation.error());
		}
		Throwable error = this.operation.error();
		if (!(error instanceof DataAccessException)) {
			violated(Invariant.OUTCOME_IS_TOLD, "threw " + error);
		}
		if (!conflicted(error) && !shows(error, this::isFirstError)) {
			violated(hiddenByCleanUp(error) ? Invariant.I6_CLEAN_UP_IS_SILENT : Invariant.OUTCOME_IS_TOLD,
					"failed with " + error + ", which does not tell what happened: " + faults());
		}
	}

	private boolean onlyCleanUpFailed() {
		return !this.operation.faults().isEmpty() && !met((met) -> !met.call().kind().cleansUp());
	}

	/**
	 * Tells whether another state of the item explains the error.
	 */
	private boolean conflicted(@Nullable Throwable error) {
		if (error instanceof DuplicateKeyException) {
			return duringOperation((item) -> !item.isEmpty());
		}
		if (error instanceof IncorrectUpdateSemanticsDataAccessException) {
			return duringOperation(Map::isEmpty);
		}
		if (error instanceof UnmappedPointerException) {
			return duringOperation((item) -> item.containsKey(WideDocument.SUMMARY));
		}
		if (error instanceof OptimisticLockingFailureException) {
			return duringOperation((item) -> !isVersion(item, this.operation.version()))
					|| this.operation.handles().stream().anyMatch(this::wasReplaced);
		}
		return false;
	}

	/**
	 * Tells whether the item that had a content has it no more.
	 */
	private boolean wasReplaced(String uri) {
		return Stream.of(ItemKey.values())
			.filter((key) -> key.owns(uri))
			.anyMatch((key) -> duringOperation(key, (item) -> !Pointers.of(item).contains(uri)));
	}

	private boolean duringOperation(Predicate<Map<String, AttributeValue>> condition) {
		return items().anyMatch((key) -> duringOperation(key, condition));
	}

	private boolean duringOperation(ItemKey key, Predicate<Map<String, AttributeValue>> condition) {
		for (int moment = this.operation.start(); moment <= this.operation.end(); moment++) {
			if (condition.test(this.world.items().stateAt(moment, key.id()))) {
				return true;
			}
		}
		return false;
	}

	private boolean isFirstError(Throwable error) {
		return met((met) -> met.error() == error && !met.call().kind().cleansUp()) || isOwnRefusal(error);
	}

	/**
	 * Tells whether the library itself has refused to go on, with a reason: the lease was
	 * over, S3 said that it has stored something else, or the thread was interrupted.
	 */
	private boolean isOwnRefusal(Throwable error) {
		return met((met) -> met.fault() == Fault.CALLER_INTERRUPTED)
				|| ((error instanceof AbortedException || error instanceof InterruptedException)
						&& met((met) -> met.fault() == Fault.INTERRUPTED || met.fault() == Fault.INTERRUPTED_APPLIED))
				|| (error instanceof DataAccessException
						&& (this.world.time().hasLeapt() || met(WriteVerdict::isWrongAnswer)));
	}

	private static boolean isWrongAnswer(Met met) {
		boolean stores = met.call().kind().stores() || met.call().kind() == WireCall.Kind.CREATE_UPLOAD;
		return met.fault() == Fault.MISREPORTED || (met.fault() == Fault.ERROR_PAGE && stores);
	}

	private boolean hiddenByCleanUp(@Nullable Throwable error) {
		return shows(error, (it) -> met((met) -> met.error() == it && met.call().kind().cleansUp()));
	}

	private static boolean shows(@Nullable Throwable error, Predicate<Throwable> condition) {
		for (Throwable current = error; current != null; current = current.getCause()) {
			if (condition.test(current)) {
				return true;
			}
		}
		return false;
	}

	private void judgeUnknown() {
		if (!met((met) -> !met.fault().certain())) {
			violated(Invariant.OUTCOME_IS_TOLD, "is said to be unknown, without a reason: " + faults());
		}
		if (this.operation.outcome() == Outcome.UNKNOWN && onlyCleanUpFailed()) {
			violated(Invariant.I6_CLEAN_UP_IS_SILENT, "is said to be unknown because of clean-up");
		}
	}

	private boolean met(Predicate<Met> condition) {
		return this.operation.faults().stream().anyMatch(condition);
	}

	private List<String> faults() {
		return this.operation.faults().stream().map((met) -> met.fault() + " at " + met.call()).toList();
	}

	private void violated(Invariant invariant, String description) {
		this.world.violated(invariant, this.operation + " " + this.operation.type() + " " + description);
	}

}
