package io.github.s3backed.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.s3backed.history.Action.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A register that is used by several clients at once: each call is done in one moment
 * between its start and its end, and of some the client is told nothing.
 */
final class RandomRegister {

	private static final int CLIENTS = 4;

	private static final String KEY = "key";

	private final Histories histories = new Histories();

	private final Random random;

	private final int unknown;

	private final boolean versioned;

	private final List<Running> running = new ArrayList<>();

	private final List<Running> late = new ArrayList<>();

	private @Nullable Integer value;

	private @Nullable Long version;

	private int started;

	/**
	 * Creates a register.
	 * @param unknown one in how many times that a call could go on, its client gives up
	 */
	RandomRegister(Random random, int unknown) {
		this.random = random;
		this.unknown = unknown;
		this.versioned = random.nextBoolean();
	}

	/**
	 * Lets the clients make so many calls.
	 * @return the calls
	 */
	List<Call> run(int calls) {
		List<Call> all = new ArrayList<>();
		while (all.size() < calls || !this.running.isEmpty()) {
			int choice = this.random.nextInt(5);
			if (choice < 2 && all.size() < calls && this.running.size() < CLIENTS) {
				Running call = new Running(action());
				this.running.add(call);
				all.add(call.call);
			}
			else if (choice < 4 && !this.running.isEmpty()) {
				goOn(this.running.get(this.random.nextInt(this.running.size())));
			}
			else if (choice == 4 && !this.late.isEmpty() && this.random.nextInt(4) == 0) {
				this.late.remove(this.random.nextInt(this.late.size())).take();
			}
		}
		return all;
	}

	private Action action() {
		Kind kind = Kind.values()[this.random.nextInt(Kind.values().length)];
		Action action = (kind == Kind.SAVE || kind == Kind.INSERT || kind == Kind.UPDATE)
				? Action.write(kind, this.started++) : Action.of(kind);
		boolean depends = this.versioned && (kind == Kind.SAVE || kind == Kind.UPDATE || kind == Kind.DELETE);
		if (depends) {
			return action.expecting((kind == Kind.SAVE && this.random.nextInt(3) == 0) ? null
					: Long.valueOf(1 + this.random.nextInt(3)));
		}
		return (this.versioned && kind == Kind.INSERT) ? action.expecting(null) : action;
	}

	private void goOn(Running running) {
		if (running.answer == null && this.random.nextInt(this.unknown) != 0) {
			running.take();
			return;
		}
		this.running.remove(running);
		Answer answer = (this.random.nextInt(this.unknown) != 0) ? running.answer : null;
		if (answer != null) {
			running.call.end(answer);
			return;
		}
		if (running.answer == null) {
			this.late.add(running);
		}
		if (this.random.nextBoolean()) {
			running.call.end(Answer.of(Answer.Kind.UNKNOWN));
		}
	}

	private final class Running {

		private final Action action;

		private final Call call;

		private @Nullable Answer answer;

		private Running(Action action) {
			this.action = action;
			this.call = RandomRegister.this.histories.begin(KEY, "client", action);
		}

		private void take() {
			this.answer = RandomRegister.this.take(this.action);
		}

	}

	private Answer take(Action action) {
		boolean present = this.value != null;
		switch (action.kind()) {
			case READ -> {
				return present ? Answer.found(this.value, this.random.nextBoolean() ? this.version : null)
						: Answer.of(Answer.Kind.ABSENT);
			}
			case EXISTS -> {
				return Answer.of(present ? Answer.Kind.PRESENT : Answer.Kind.ABSENT);
			}
			case INSERT -> {
				if (present) {
					return Answer.of(Answer.Kind.PRESENT);
				}
			}
			case UPDATE -> {
				if (!present && !action.versioned()) {
					return Answer.of(Answer.Kind.ABSENT);
				}
			}
			case DELETE_BY_KEY -> {
				if (!present) {
					return Answer.of(Answer.Kind.ABSENT);
				}
			}
			default -> {
			}
		}
		return change(action);
	}

	private Answer change(Action action) {
		if (action.versioned() && !java.util.Objects.equals(action.version(), this.version)) {
			return Answer.of(Answer.Kind.CONFLICT);
		}
		if (this.random.nextInt(10) == 0) {
			return Answer.of(Answer.Kind.REFUSED);
		}
		this.value = (Integer) action.value();
		this.version = (this.value == null || !this.versioned) ? null
				: Long.valueOf((this.version != null) ? this.version + 1 : 1);
		return Answer.of(Answer.Kind.APPLIED);
	}

}
