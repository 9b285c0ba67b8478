package io.github.s3backed.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Makes calls side by side. When one fails the others are stopped, and <b>all have
 * ended</b> when this returns or throws: nothing is in flight any more that could still
 * store an object.
 */
public final class ParallelCalls {

	private final ExecutorService executor;

	private final ContextCarrier context = ContextCarrier.available();

	/**
	 * Creates the calls.
	 * @param executor runs them
	 */
	public ParallelCalls(ExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Makes the calls. A single one is made in the caller's thread.
	 * @param calls the calls
	 * @param <R> the type of their results
	 * @return their results, in the order of the calls
	 * @throws RuntimeException what the first call threw that failed
	 */
	public <R> List<R> callAll(List<Callable<R>> calls) {
		if (calls.size() == 1) {
			return List.of(callHere(calls.get(0)));
		}
		Group<R> group = newGroup();
		calls.forEach(group::add);
		return group.awaitAll();
	}

	private static <R> R callHere(Callable<R> call) {
		try {
			return call.call();
		}
		catch (Exception ex) {
			throw rethrow(ex);
		}
	}

	/**
	 * Begins calls that are not all known yet. Whoever adds to the group must end it with
	 * {@link Group#awaitAll()} or {@link Group#fail(Throwable)}.
	 * @param <R> the type of their results
	 * @return a group without a call, for one thread
	 */
	public <R> Group<R> newGroup() {
		return new Group<>(this);
	}

	private static RuntimeException rethrow(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof RuntimeException exception) {
			return exception;
		}
		return new DataAccessResourceFailureException("Request failed: " + failure.getMessage(), failure);
	}

	/**
	 * Calls that fail together.
	 *
	 * @param <R> the type of their results
	 */
	public static final class Group<R> {

		private final ParallelCalls owner;

		private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

		private final Queue<Call<R>> running = new ConcurrentLinkedQueue<>();

		private final Deque<Future<R>> pending = new ArrayDeque<>();

		private final List<R> results = new ArrayList<>();

		private Group(ParallelCalls owner) {
			this.owner = owner;
		}

		/**
		 * Begins a call. After a failure nothing more is begun, which {@link #awaitAll()}
		 * tells.
		 * @param callable the call
		 * @return whether it was begun
		 */
		public boolean add(Callable<R> callable) {
			if (hasFailed()) {
				return false;
			}
			Call<R> call = new Call<>(this.owner.context.carry(callable), this);
			this.running.add(call);
			if (hasFailed()) {
				call.stop();
			}
			try {
				this.pending.add(this.owner.executor.submit(call));
				return true;
			}
			catch (RejectedExecutionException ex) {
				stopAll(closed(ex));
			}
			catch (RuntimeException | Error ex) {
				stopAll(ex);
			}
			return false;
		}

		/**
		 * Tells whether a call has failed.
		 * @return whether one has
		 */
		public boolean hasFailed() {
			return this.firstFailure.get() != null;
		}

		/**
		 * Throws what the first call threw that failed, if one has. The others may still
		 * be running.
		 */
		public void requireNoFailure() {
			Throwable failure = this.firstFailure.get();
			if (failure != null) {
				throw rethrow(failure);
			}
		}

		/**
		 * Waits for the call that was begun first among those that were not waited for.
		 * @return whether there was one
		 */
		public boolean awaitOne() {
			Future<R> future = this.pending.poll();
			if (future == null) {
				return false;
			}
			if (await(future)) {
				Thread.currentThread().interrupt();
			}
			return true;
		}

		/**
		 * Waits for all calls.
		 * @return their results, in the order in which they were begun
		 * @throws RuntimeException what the first call threw that failed
		 */
		public List<R> awaitAll() {
			settle();
			requireNoFailure();
			return this.results;
		}

		private void settle() {
			boolean interrupted = false;
			for (Future<R> future = this.pending.poll(); future != null; future = this.pending.poll()) {
				interrupted |= await(future);
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}

		/**
		 * Stops all calls, and waits until they have ended.
		 * @param failure why
		 * @return what the first call threw that failed, or else the given failure
		 */
		public RuntimeException fail(Throwable failure) {
			stopAll(failure);
			settle();
			return rethrow(Objects.requireNonNull(this.firstFailure.get()));
		}

		/**
		 * Waits, also while it is interrupted, which stops all calls.
		 * @return whether it was
		 */
		private boolean await(Future<R> future) {
			boolean interrupted = false;
			while (true) {
				try {
					this.results.add(future.get());
					return interrupted;
				}
				catch (ExecutionException ex) {
					stopAll(ex.getCause());
					return interrupted;
				}
				catch (CancellationException ex) {
					stopAll(closed(ex));
					return interrupted;
				}
				catch (InterruptedException ex) {
					interrupted = true;
					stopAll(new DataAccessResourceFailureException("Interrupted while waiting for S3", ex));
				}
			}
		}

		private void stopAll(Throwable failure) {
			if (this.firstFailure.compareAndSet(null, failure)) {
				this.running.forEach(Call::stop);
			}
		}

		private static DataAccessResourceFailureException closed(Exception cause) {
			return new DataAccessResourceFailureException("The S3BackedTemplate is closed; nothing more is sent to S3",
					cause);
		}

	}

	/**
	 * Interrupts the thread that it runs in, and only while it runs there; cancelling its
	 * future would end the wait and not the request.
	 */
	private static final class Call<R> implements Callable<R> {

		private final Callable<R> callable;

		private final Group<R> group;

		private @Nullable Thread runner;

		private boolean stopped;

		Call(Callable<R> callable, Group<R> group) {
			this.callable = callable;
			this.group = group;
		}

		@Override
		public R call() throws Exception {
			start();
			try {
				return this.callable.call();
			}
			catch (Throwable ex) {
				end();
				this.group.stopAll(ex);
				throw ex;
			}
			finally {
				end();
				this.group.running.remove(this);
			}
		}

		private synchronized void start() {
			if (this.stopped) {
				throw new CancellationException("Not begun, because another request failed");
			}
			this.runner = Thread.currentThread();
		}

		private synchronized void end() {
			if (this.runner != null) {
				this.runner = null;
				if (this.stopped) {
					Thread.interrupted();
				}
			}
		}

		synchronized void stop() {
			this.stopped = true;
			if (this.runner != null) {
				this.runner.interrupt();
			}
		}

	}

}
