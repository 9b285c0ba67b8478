package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.s3backed.WriteResolution;
import io.github.s3backed.history.Action;
import io.github.s3backed.history.Action.Kind;
import io.github.s3backed.history.Answer;
import io.github.s3backed.history.Call;
import io.github.s3backed.history.Histories;
import io.github.s3backed.simulation.ItemStore.Commit;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * What applications ask and are told, for a judge that knows nothing else.
 */
final class Journal {

	private static final Duration BUDGET = Duration.ofSeconds(30);

	private final Histories histories = new Histories();

	private final Map<Operation, List<Call>> calls = new IdentityHashMap<>();

	private boolean hasForeign;

	/**
	 * Begins with what was there before.
	 */
	Journal(Snapshot start) {
		for (ItemKey key : ItemKey.values()) {
			Commit last = start.items().lastCommit(start.items().commits().size(), key.id());
			if (last != null && !last.after().isEmpty()) {
				Operation operation = Objects.requireNonNull(last.operation());
				begin(Kind.SAVE, key, operation, last.after().containsKey("version"))
					.end(Answer.of(Answer.Kind.APPLIED));
			}
		}
	}

	/**
	 * An application begins an operation.
	 * @param versioned whether the entity has a version
	 */
	void begin(Operation operation, boolean versioned) {
		this.hasForeign |= operation.type() == Operation.Type.FOREIGN;
		Kind kind = kind(operation.type());
		if (kind != null) {
			this.calls.put(operation,
					Stream.of(ItemKey.values())
						.filter((key) -> operation.concerns(key.id()))
						.map((key) -> begin(kind, key, operation, versioned))
						.toList());
		}
	}

	private Call begin(Kind kind, ItemKey key, Operation operation, boolean versioned) {
		Action action = (operation.content() != null) ? Action.write(kind, operation.content()) : Action.of(kind);
		return this.histories.begin(key.id(), operation.toString(),
				versioned ? action.expecting(operation.version()) : action);
	}

	private static @Nullable Kind kind(Operation.Type type) {
		return switch (type) {
			case SAVE -> Kind.SAVE;
			case INSERT -> Kind.INSERT;
			case UPDATE -> Kind.UPDATE;
			case DELETE, DELETE_ALL -> Kind.DELETE;
			case DELETE_BY_KEY -> Kind.DELETE_BY_KEY;
			case READ -> Kind.READ;
			case RESOLVE, SWEEP, FOREIGN, COPY -> null;
		};
	}

	/**
	 * An application has been told something, or has crashed.
	 */
	void end(Operation operation) {
		List<Call> calls = this.calls.get(operation);
		if (calls != null && operation.outcome() != Operation.Outcome.CRASHED) {
			calls.forEach((call) -> call.end(answer(operation)));
		}
		if (operation.result() instanceof Oracle.Resolved resolved) {
			resolved(resolved.write(), resolved.resolution());
		}
	}

	/**
	 * Where all items were to be deleted and something went wrong, which were is not
	 * told.
	 */
	private static Answer answer(Operation operation) {
		if (operation.type() == Operation.Type.DELETE_ALL && operation.outcome() != Operation.Outcome.ACKNOWLEDGED) {
			return Answer.of(Answer.Kind.UNKNOWN);
		}
		return switch (operation.outcome()) {
			case ACKNOWLEDGED -> (operation.type() == Operation.Type.READ)
					? read(Application.found(operation).orElse(null)) : acknowledged(operation);
			case OBJECTS_REMAIN -> Answer.of(Answer.Kind.APPLIED);
			case REFUSED -> Answer.of(refusal(operation));
			case UNKNOWN, CRASHED, RUNNING -> Answer.of(Answer.Kind.UNKNOWN);
		};
	}

	private static Answer read(@Nullable Object found) {
		return (found != null) ? Answer.found(found, null) : Answer.of(Answer.Kind.ABSENT);
	}

	private static Answer acknowledged(Operation operation) {
		return Answer.of(Boolean.FALSE.equals(operation.result()) ? Answer.Kind.ABSENT : Answer.Kind.APPLIED);
	}

	/**
	 * That a content is gone which was read before says nothing of the version.
	 */
	private static Answer.Kind refusal(Operation operation) {
		Throwable error = operation.error();
		if (error instanceof DuplicateKeyException) {
			return Answer.Kind.PRESENT;
		}
		if (error instanceof IncorrectUpdateSemanticsDataAccessException) {
			return Answer.Kind.ABSENT;
		}
		return (error instanceof OptimisticLockingFailureException && operation.handles().isEmpty())
				? Answer.Kind.CONFLICT : Answer.Kind.REFUSED;
	}

	/**
	 * An application has been told what became of a write.
	 */
	void resolved(Operation write, WriteResolution resolution) {
		Call call = Objects.requireNonNull(this.calls.get(write)).get(0);
		switch (resolution) {
			case APPLIED -> call.resolveApplied();
			case NOT_APPLIED -> call.settle();
			case UNDECIDED -> {
			}
		}
	}

	/**
	 * Returns what nothing explains, if there is something. What another tool does
	 * meanwhile is not written here, and explains anything.
	 */
	@Nullable String violation() {
		return this.hasForeign ? null : this.histories.findViolation(BUDGET);
	}

}
