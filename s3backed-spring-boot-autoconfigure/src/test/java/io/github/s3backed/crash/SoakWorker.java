package io.github.s3backed.crash;

import java.util.List;
import java.util.Random;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.crash.KeyHistory.Attempt;
import io.github.s3backed.crash.Operation.Result;

import org.springframework.dao.DataAccessException;

/**
 * One thread of a soak: writes its own keys and some that it has in common with others,
 * and reads all.
 */
final class SoakWorker {

	private final EntryStore store;

	private final Figures figures;

	private final List<KeyHistory> own;

	private final List<KeyHistory> common;

	private final List<KeyHistory> all;

	private final Random random;

	SoakWorker(EntryStore store, Figures figures, List<KeyHistory> own, List<KeyHistory> common, List<KeyHistory> all,
			Random random) {
		this.store = store;
		this.figures = figures;
		this.own = own;
		this.common = common;
		this.all = all;
		this.random = random;
	}

	void step() {
		int number = this.random.nextInt(10);
		if (number < 4) {
			read(any(this.all));
		}
		else {
			write(any((number < 9) ? this.own : this.common));
		}
	}

	private KeyHistory any(List<KeyHistory> histories) {
		return histories.get(this.random.nextInt(histories.size()));
	}

	private void read(KeyHistory history) {
		try {
			Long write = StoreCheck.requirePermitted(this.store, history);
			this.figures.count((write != null) ? "read found" : "read absent");
		}
		catch (DanglingPointerException | CorruptObjectException | ForeignPointerException ex) {
			throw ex;
		}
		catch (DataAccessException ex) {
			this.figures.count("read failed " + ex.getClass().getSimpleName());
		}
	}

	private void write(KeyHistory history) {
		Operation operation = Operation.random(this.random);
		Attempt attempt = history.start(operation == Operation.DELETE);
		Result result = operation.perform(this.store, history.id(), attempt.write());
		history.end(attempt, result.outcome());
		String cause = (result.cause() != null) ? " " + result.cause().getClass().getSimpleName() : "";
		this.figures.count(operation + " " + result.outcome() + cause);
	}

}
