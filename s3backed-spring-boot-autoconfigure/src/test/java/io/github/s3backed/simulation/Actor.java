package io.github.s3backed.simulation;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One thread of the simulated world. It runs only while it has the turn.
 */
final class Actor {

	private static final int SPINS = 200;

	private final String name;

	private final SimulatedProcess process;

	private final @Nullable Actor caller;

	private final Runnable body;

	private volatile boolean turn;

	private volatile @Nullable Thread thread;

	private @Nullable BooleanSupplier condition;

	private boolean started;

	private boolean done;

	private boolean interrupted;

	private @Nullable Throwable failure;

	Actor(String name, SimulatedProcess process, @Nullable Actor caller, Runnable body) {
		this.caller = caller;
		this.name = name;
		this.process = process;
		this.body = body;
	}

	SimulatedProcess process() {
		return this.process;
	}

	/**
	 * Returns who may wait for this one to end, if anybody.
	 */
	@Nullable Actor caller() {
		return this.caller;
	}

	boolean enabled() {
		return !this.done
				&& (this.condition == null || this.interrupted || this.process.dead() || this.condition.getAsBoolean());
	}

	boolean done() {
		return this.done;
	}

	/**
	 * Returns what the body threw.
	 */
	@Nullable Throwable failure() {
		return this.failure;
	}

	void waitFor(@Nullable BooleanSupplier condition) {
		this.condition = condition;
		this.interrupted = false;
	}

	/**
	 * Interrupts the actor as {@link Thread#interrupt()} does.
	 */
	void interrupt() {
		Thread thread = this.thread;
		this.interrupted = true;
		if (thread != null) {
			thread.interrupt();
		}
	}

	/**
	 * Runs the body on the calling thread, whose turn it is.
	 */
	void run() {
		this.thread = Thread.currentThread();
		this.started = true;
		if (this.interrupted) {
			Thread.currentThread().interrupt();
		}
		try {
			this.body.run();
		}
		catch (Throwable ex) {
			this.failure = ex;
		}
		finally {
			this.done = true;
			this.thread = null;
			Thread.interrupted();
		}
	}

	void giveTurn(ActorThreads threads, Scheduler scheduler) {
		if (!this.started) {
			this.started = true;
			threads.start(this, scheduler);
			return;
		}
		this.turn = true;
		LockSupport.unpark(this.thread);
	}

	void awaitTurn() {
		boolean interrupted = false;
		for (int spins = 0; !this.turn; spins++) {
			if (spins < SPINS) {
				Thread.onSpinWait();
			}
			else {
				interrupted |= Thread.interrupted();
				LockSupport.park(this);
			}
		}
		this.turn = false;
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

}
