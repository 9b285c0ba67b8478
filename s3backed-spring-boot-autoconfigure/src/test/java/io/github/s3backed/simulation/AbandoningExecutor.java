package io.github.s3backed.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does not wait for tasks any more once one has failed.
 */
final class AbandoningExecutor extends ForwardingExecutor {

	private boolean failed;

	AbandoningExecutor(ExecutorService executor) {
		super(executor);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		Future<T> future = super.submit(() -> {
			try {
				return task.call();
			}
			catch (Exception ex) {
				this.failed = true;
				throw ex;
			}
		});
		return new AbandonedFuture<>(future);
	}

	private final class AbandonedFuture<T> implements Future<T> {

		private final Future<T> future;

		private AbandonedFuture(Future<T> future) {
			this.future = future;
		}

		@Override
		public T get() throws InterruptedException, ExecutionException {
			if (AbandoningExecutor.this.failed) {
				throw new ExecutionException(new CancellationException("abandoned"));
			}
			return this.future.get();
		}

		@Override
		public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException {
			return get();
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			return this.future.cancel(mayInterruptIfRunning);
		}

		@Override
		public boolean isCancelled() {
			return this.future.isCancelled();
		}

		@Override
		public boolean isDone() {
			return AbandoningExecutor.this.failed || this.future.isDone();
		}

	}

}
