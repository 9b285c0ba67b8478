package io.github.s3backed.history;

import java.util.function.LongSupplier;

/**
 * One call of a client, from before it is made until after its answer. Many calls may be
 * under way at one time; each is told of by one thread at a time.
 */
public final class Call {

	static final long NEVER = Long.MAX_VALUE;

	private final String client;

	private final Action action;

	private final LongSupplier clock;

	private final long start;

	private long end = NEVER;

	private boolean ended;

	private Answer answer = Answer.of(Answer.Kind.UNKNOWN);

	Call(String client, Action action, LongSupplier clock) {
		this.client = client;
		this.action = action;
		this.clock = clock;
		this.start = clock.getAsLong();
	}

	/**
	 * The client was told something. Of what it does not know, the end is open.
	 */
	public void end(Answer answer) {
		this.ended = true;
		this.answer = answer;
		if (answer.kind() != Answer.Kind.UNKNOWN) {
			this.end = this.clock.getAsLong();
		}
	}

	/**
	 * It has become known that what was unknown was done.
	 */
	public void resolveApplied() {
		if (this.answer.kind() == Answer.Kind.UNKNOWN) {
			end(Answer.of(Answer.Kind.APPLIED));
		}
	}

	/**
	 * It has become known that what was unknown was done by now or is never done.
	 */
	public void settle() {
		if (this.end == NEVER) {
			this.end = this.clock.getAsLong();
		}
	}

	boolean certain() {
		return this.answer.kind() != Answer.Kind.UNKNOWN;
	}

	Action action() {
		return this.action;
	}

	Answer answer() {
		return this.answer;
	}

	long start() {
		return this.start;
	}

	long end() {
		return this.end;
	}

	@Override
	public String toString() {
		return "[" + this.start + ", " + ((this.end != NEVER) ? this.end : "...") + "] " + this.client + ": "
				+ this.action + " -> " + (this.ended ? this.answer : "no answer");
	}

}
