package io.github.s3backed.crash;

import java.util.Random;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.ObjectsRemainException;
import io.github.s3backed.WriteOutcomeUnknownException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What can be done to an entry.
 */
enum Operation {

	SAVE {

		@Override
		void send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().save(next);
		}

	},

	INSERT {

		@Override
		void send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().insert(next);
		}

	},

	UPDATE {

		@Override
		void send(EntryStore store, @Nullable Entry current, Entry next) {
			store.template().update(next);
		}

	},

	DELETE {

		@Override
		void send(EntryStore store, @Nullable Entry current, Entry next) {
			if (current != null) {
				store.template().delete(current);
			}
			else {
				store.template().deleteByKey(next.getClass(), store.template().keyOf(next));
			}
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
	 * @param cause what was thrown, if anything
	 */
	record Result(Outcome outcome, @Nullable Exception cause) {
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
	 * @throws DataAccessException if data is damaged
	 */
	Result perform(EntryStore store, String id, long write) {
		try {
			EntryType type = EntryType.of(id);
			Entry current = (type == EntryType.VERSIONED) ? store.find(id).orElse(null) : null;
			Entry next = (current != null && this != INSERT && this != DELETE) ? current : type.newEntry();
			EntryContent.fill(next, id, write);
			send(store, current, next);
			return new Result(Outcome.APPLIED, null);
		}
		catch (DanglingPointerException | CorruptObjectException | ForeignPointerException ex) {
			throw ex;
		}
		catch (ObjectsRemainException ex) {
			return new Result(Outcome.APPLIED, ex);
		}
		catch (WriteOutcomeUnknownException ex) {
			return new Result(Outcome.UNKNOWN, ex);
		}
		catch (DataAccessException ex) {
			return new Result(Outcome.REFUSED, ex);
		}
	}

	abstract void send(EntryStore store, @Nullable Entry current, Entry next);

}
