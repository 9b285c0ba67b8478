package io.github.s3backed.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets one actor run at a time, and asks the choices who is next whenever one is about to
 * send a request, waits, or has ended. Requests that are still on their way and leaps of
 * time take their turns like actors.
 */
final class Scheduler {

	private static final int SECONDS_UNTIL_HUNG = 60;

	private final Choices choices;

	private Limits limits;

	private final Network network;

	private final VirtualTime time;

	private final ActorThreads threads;

	private final Trace trace;

	private final List<Actor> actors = new ArrayList<>();

	private @Nullable Actor current;

	private int preemptions;

	private int leaps;

	private boolean deadlocked;

	private CountDownLatch ended = new CountDownLatch(0);

	Scheduler(Choices choices, Limits limits, Network network, VirtualTime time, ActorThreads threads, Trace trace) {
		this.choices = choices;
		this.limits = limits;
		this.network = network;
		this.time = time;
		this.threads = threads;
		this.trace = trace;
	}

	Actor spawn(String name, SimulatedProcess process, Runnable body) {
		Actor actor = new Actor(name, process, this.current, body);
		this.actors.add(actor);
		return actor;
	}

	Actor current() {
		Actor actor = this.current;
		if (actor == null) {
			throw new IllegalStateException("No actor runs");
		}
		return actor;
	}

	/**
	 * Runs everybody to their end. A single actor runs on the calling thread.
	 */
	void run() {
		Actor first = next(null);
		if (first == null) {
			return;
		}
		this.current = first;
		this.ended = new CountDownLatch(1);
		if (this.actors.stream().filter((actor) -> !actor.done()).count() == 1) {
			first.run();
			finished(first);
		}
		else {
			first.giveTurn(this.threads, this);
		}
		awaitEnd();
	}

	List<Throwable> failures() {
		return this.actors.stream().map(Actor::failure).filter(Objects::nonNull).toList();
	}

	void becomeQuiet() {
		this.limits = Limits.NONE;
	}

	boolean deadlocked() {
		return this.deadlocked;
	}

	private void awaitEnd() {
		try {
			if (!this.ended.await(SECONDS_UNTIL_HUNG, TimeUnit.SECONDS)) {
				throw new IllegalStateException("The run hangs; " + this.current + " has the turn");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lets others go first.
	 */
	void giveWay() {
		Actor me = current();
		Actor next = next(me);
		if (next != me) {
			hand(next);
			me.awaitTurn();
		}
	}

	/**
	 * Waits until something holds, or the process of the current actor is dead.
	 */
	void await(BooleanSupplier condition) {
		if (condition.getAsBoolean()) {
			return;
		}
		Actor me = current();
		me.waitFor(condition);
		giveWay();
		me.waitFor(null);
	}

	/**
	 * Interrupts who waits for the current actor.
	 */
	void interruptCaller() {
		Actor caller = current().caller();
		if (caller != null) {
			caller.interrupt();
		}
	}

	void finished(Actor actor) {
		Actor next = next(actor);
		this.threads.release();
		if (next != null) {
			hand(next);
		}
		else {
			this.ended.countDown();
		}
	}

	private void hand(@Nullable Actor next) {
		if (next == null) {
			throw new IllegalStateException("Nobody can go on");
		}
		this.current = next;
		next.giveTurn(this.threads, this);
	}

	private @Nullable Actor next(@Nullable Actor me) {
		while (true) {
			List<Actor> ready = ready(me);
			if (ready.isEmpty() && !breakDeadlock()) {
				return null;
			}
			if (ready.isEmpty()) {
				continue;
			}
			int late = this.network.size();
			int leap = canLeap() ? 1 : 0;
			int choice = this.choices.pick(Choices.Kind.SCHEDULE, ready.size() + late + leap);
			if (choice < ready.size()) {
				return select(me, ready.get(choice));
			}
			if (choice < ready.size() + late) {
				this.network.deliver(choice - ready.size());
			}
			else {
				leap();
			}
		}
	}

	private Actor select(@Nullable Actor me, Actor next) {
		if (me != null && next != me && me.enabled()) {
			this.preemptions++;
		}
		return next;
	}

	private List<Actor> ready(@Nullable Actor me) {
		List<Actor> ready = new ArrayList<>(this.actors.size());
		if (me != null && me.enabled()) {
			ready.add(me);
			if (this.preemptions >= this.limits.preemptions()) {
				return ready;
			}
		}
		for (Actor actor : this.actors) {
			if (actor != me && actor.enabled()) {
				ready.add(actor);
			}
		}
		return ready;
	}

	/**
	 * Time leaps at most as often as is allowed.
	 */
	private boolean canLeap() {
		return this.leaps < this.limits.leaps();
	}

	private void leap() {
		this.leaps++;
		this.trace.add("time leaps by ", Limits.LEAP);
		this.time.leap(Limits.LEAP);
	}

	private boolean breakDeadlock() {
		List<Actor> stuck = this.actors.stream().filter((actor) -> !actor.done()).toList();
		if (stuck.isEmpty()) {
			return false;
		}
		this.deadlocked = true;
		stuck.forEach((actor) -> actor.process().kill());
		return true;
	}

}
