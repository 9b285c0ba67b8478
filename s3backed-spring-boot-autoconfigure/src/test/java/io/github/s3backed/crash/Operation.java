package io.github.s3backed.crash;

import java.util.Random;
import java.util.function.Consumer;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import io.github.s3backed.history.Action;
import io.github.s3backed.history.Answer;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.IncorrectUpdateSemanticsDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * What can be done to an entry.
 */
enum Operation {

	SAVE {

		@Override
		Answer.Kind send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().save(next);
			return Answer.Kind.APPLIED;
		}

	},

	INSERT {

		@Override
		Answer.Kind send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().insert(next);
			return Answer.Kind.APPLIED;
		}

	},

	UPDATE {

		@Override
		Answer.Kind send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().update(next);
			return Answer.Kind.APPLIED;
		}

	},

	DELETE {

		@Override
		Answer.Kind send(EntryStore store, @Nullable Entry current, Entry next) {
			if (current != null) {
				store.template().delete(current);
				return Answer.Kind.APPLIED;
			}
			boolean deleted = store.template().deleteByKey(next.getClass(), store.template().keyOf(next));
			return deleted ? Answer.Kind.APPLIED : Answer.Kind.ABSENT;
		}

		@Override
		Action action(@Nullable Entry current, Entry next, long write) {
			if (current == null) {
				return Action.of(Action.Kind.DELETE_BY_KEY);
			}
			return expecting(Action.of(Action.Kind.DELETE), current);
		}

	};

	/**
	 * What the caller of an operation knows afterwards.
	 */
	enum Outcome {

		APPLIED, REFUSED, UNKNOWN

	}

	/**
	 * An outcome and where it comes from.
	 *
	 * @param outcome the outcome
	 * @param answer what the caller was told of the item
	 * @param cause what was thrown, if anything
	 */
	record Result(Outcome outcome, Answer.Kind answer, @Nullable Exception cause) {
	}

	/**
	 * Choose one. Writes are more frequent than deletes, so that there is something to
	 * replace.
	 */
	static Operation random(Random random) {
		int number = random.nextInt(10);
		return (number < 4) ? SAVE : (number < 6) ? INSERT : (number < 8) ? UPDATE : DELETE;
	}

	/**
	 * Perform the operation. What it throws is taken by the word: only an unknown outcome
	 * leaves it open whether the item has changed.
	 * @param before is told what is asked, right before; not at all if it does not get
	 * that far
	 * @throws DataAccessException if data is damaged
	 */
	Result perform(EntryStore store, String id, long write, Consumer<Action> before) {
		try {
			EntryType type = EntryType.of(id);
			Entry current = (type == EntryType.VERSIONED) ? store.find(id).orElse(null) : null;
			Entry next = (current != null && this != INSERT && this != DELETE) ? current : type.newEntry();
			EntryContent.fill(next, id, write);
			before.accept(action(current, next, write));
			return new Result(Outcome.APPLIED, send(store, current, next), null);
		}
		catch (DanglingPointerException | CorruptObjectException | ForeignPointerException ex) {
			throw ex;
		}
		catch (ObjectsRemainException ex) {
			return new Result(Outcome.APPLIED, Answer.Kind.APPLIED, ex);
		}
		catch (WriteOutcomeUnknownException ex) {
			return new Result(Outcome.UNKNOWN, Answer.Kind.UNKNOWN, ex);
		}
		catch (DataAccessException ex) {
			return new Result(Outcome.REFUSED, refusal(ex), ex);
		}
	}

	private static Answer.Kind refusal(DataAccessException ex) {
		if (ex instanceof DuplicateKeyException) {
			return Answer.Kind.PRESENT;
		}
		if (ex instanceof IncorrectUpdateSemanticsDataAccessException) {
			return Answer.Kind.ABSENT;
		}
		return (ex instanceof OptimisticLockingFailureException) ? Answer.Kind.CONFLICT : Answer.Kind.REFUSED;
	}

	abstract Answer.Kind send(EntryStore store, @Nullable Entry current, Entry next);

	Action action(@Nullable Entry current, Entry next, long write) {
		return expecting(Action.write(Action.Kind.valueOf(name()), write), next);
	}

	private static Action expecting(Action action, Entry entry) {
		return (entry instanceof VersionedEntry versioned) ? action.expecting(versioned.getVersion()) : action;
	}

}
