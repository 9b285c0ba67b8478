package io.github.s3backed.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Threads that actors run on, kept from run to run. Used by one run at a time.
 */
final class ActorThreads implements AutoCloseable {

	private final Deque<ActorThread> idle = new ArrayDeque<>();

	private int created;

	void start(Actor actor, Scheduler scheduler) {
		ActorThread thread = this.idle.poll();
		if (thread == null) {
			thread = new ActorThread(++this.created);
			thread.start();
		}
		thread.assign(() -> {
			actor.run();
			scheduler.finished(actor);
		});
	}

	@Override
	public void close() {
		this.idle.forEach(ActorThread::end);
	}

	private final class ActorThread extends Thread {

		private static final int SPINS = 200;

		private volatile @Nullable Runnable task;

		private volatile boolean ended;

		private ActorThread(int number) {
			super("simulated-actor-" + number);
			setDaemon(true);
		}

		private void assign(Runnable task) {
			this.task = task;
			LockSupport.unpark(this);
		}

		private void end() {
			this.ended = true;
			LockSupport.unpark(this);
		}

		@Override
		public void run() {
			for (int spins = 0; !this.ended; spins++) {
				Runnable task = this.task;
				if (task != null) {
					this.task = null;
					task.run();
					spins = 0;
				}
				else if (spins < SPINS) {
					Thread.onSpinWait();
				}
				else {
					LockSupport.park(this);
				}
			}
		}

	}

	/**
	 * Takes the calling thread back, right before it hands over for the last time.
	 */
	void release() {
		if (Thread.currentThread() instanceof ActorThread thread) {
			this.idle.push(thread);
		}
	}

}
