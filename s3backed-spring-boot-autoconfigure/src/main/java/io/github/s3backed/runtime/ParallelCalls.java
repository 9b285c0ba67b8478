package io.github.s3backed.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
			return List.of(new Group<R>().callHere(calls.get(0)));
		}
		return new Group<R>().callAll(calls);
	}

	private final class Group<R> {

		private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

		private final List<Call<R>> calls = new ArrayList<>();

		R callHere(Callable<R> call) {
			try {
				return call.call();
			}
			catch (Exception ex) {
				throw rethrow(ex);
			}
		}

		List<R> callAll(List<Callable<R>> callables) {
			callables
				.forEach((callable) -> this.calls.add(new Call<>(ParallelCalls.this.context.carry(callable), this)));
			List<Future<R>> futures = submitAll();
			List<R> results = awaitAll(futures);
			Throwable failure = this.firstFailure.get();
			if (failure != null) {
				throw rethrow(failure);
			}
			return results;
		}

		private List<Future<R>> submitAll() {
			List<Future<R>> futures = new ArrayList<>();
			try {
				this.calls.forEach((call) -> futures.add(ParallelCalls.this.executor.submit(call)));
			}
			catch (RejectedExecutionException ex) {
				fail(closed(ex));
			}
			catch (RuntimeException | Error ex) {
				fail(ex);
			}
			return futures;
		}

		private List<R> awaitAll(List<Future<R>> futures) {
			List<R> results = new ArrayList<>();
			boolean interrupted = false;
			for (Future<R> future : futures) {
				boolean ended = false;
				while (!ended) {
					try {
						results.add(future.get());
						ended = true;
					}
					catch (ExecutionException ex) {
						fail(ex.getCause());
						ended = true;
					}
					catch (CancellationException ex) {
						fail(closed(ex));
						ended = true;
					}
					catch (InterruptedException ex) {
						interrupted = true;
						fail(new DataAccessResourceFailureException("Interrupted while waiting for S3", ex));
					}
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
			return results;
		}

		void fail(Throwable failure) {
			if (this.firstFailure.compareAndSet(null, failure)) {
				this.calls.forEach(Call::stop);
			}
		}

		private static DataAccessResourceFailureException closed(Exception cause) {
			return new DataAccessResourceFailureException("The S3BackedTemplate is closed; nothing more is sent to S3",
					cause);
		}

		private RuntimeException rethrow(Throwable failure) {
			if (failure instanceof Error error) {
				throw error;
			}
			if (failure instanceof RuntimeException exception) {
				throw exception;
			}
			throw new DataAccessResourceFailureException("Request failed: " + failure.getMessage(), failure);
		}

	}

	/**
	 * Interrupts the thread that it runs in, and only while it runs there; cancelling its
	 * future would end the wait and not the request.
	 */
	private static final class Call<R> implements Callable<R> {

		private final Callable<R> callable;

		private final ParallelCalls.Group<R> group;

		private @Nullable Thread runner;

		private boolean stopped;

		Call(Callable<R> callable, ParallelCalls.Group<R> group) {
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
				this.group.fail(ex);
				throw ex;
			}
			finally {
				end();
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
