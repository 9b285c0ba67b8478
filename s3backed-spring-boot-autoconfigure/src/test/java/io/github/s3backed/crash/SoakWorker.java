package io.github.s3backed.crash;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.crash.KeyHistory.Attempt;
import io.github.s3backed.crash.Operation.Result;
import io.github.s3backed.history.Action;
import io.github.s3backed.history.Answer;
import io.github.s3backed.history.Call;
import io.github.s3backed.history.Histories;

import org.springframework.dao.DataAccessException;

/**
 * One thread of a soak: writes its own keys and some that it has in common with others,
 * and reads all.
 */
final class SoakWorker {

	private final EntryStore store;

	private final Figures figures;

	private final Histories record;

	private final List<KeyHistory> own;

	private final List<KeyHistory> common;

	private final List<KeyHistory> all;

	private final Random random;

	SoakWorker(EntryStore store, Figures figures, Histories record, List<KeyHistory> own, List<KeyHistory> common,
			List<KeyHistory> all, Random random) {
		this.store = store;
		this.figures = figures;
		this.record = record;
		this.own = own;
		this.common = common;
		this.all = all;
		this.random = random;
	}

	void step() {
		int number = this.random.nextInt(20);
		if (number < 8) {
			read(any(this.all));
		}
		else if (number < 9) {
			exists(any(this.all).id());
		}
		else {
			write(any((number < 18) ? this.own : this.common));
		}
	}

	private KeyHistory any(List<KeyHistory> histories) {
		return histories.get(this.random.nextInt(histories.size()));
	}

	private void read(KeyHistory history) {
		try {
			Long write = StoreCheck.requirePermitted(this.store, history, this.record);
			this.figures.count((write != null) ? "read found" : "read absent");
		}
		catch (DanglingPointerException | CorruptObjectException | ForeignPointerException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			this.figures.count("read failed " + ex.getClass().getSimpleName());
		}
	}

	private void exists(String id) {
		try {
			Call call = begin(id, Action.of(Action.Kind.EXISTS));
			boolean exists = this.store.exists(id);
			call.end(Answer.of(exists ? Answer.Kind.PRESENT : Answer.Kind.ABSENT));
			this.figures.count(exists ? "read present" : "read absent");
		}
		catch (DataAccessException ex) {
			this.figures.count("read failed " + ex.getClass().getSimpleName());
		}
	}

	private Call begin(String id, Action action) {
		return this.record.begin(id, Thread.currentThread().getName(), action);
	}

	private void write(KeyHistory history) {
		Operation operation = Operation.random(this.random);
		Attempt attempt = history.start(operation == Operation.DELETE);
		AtomicReference<Call> call = new AtomicReference<>();
		Result result = operation.perform(this.store, history.id(), attempt.write(),
				(action) -> call.set(begin(history.id(), action)));
		history.end(attempt, result.outcome());
		if (call.get() != null) {
			call.get().end(Answer.of(result.answer()));
		}
		String cause = (result.cause() != null) ? " " + result.cause().getClass().getSimpleName() : "";
		this.figures.count(operation + " " + result.outcome() + cause);
	}

}
