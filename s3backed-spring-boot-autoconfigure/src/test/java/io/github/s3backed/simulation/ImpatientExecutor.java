package io.github.s3backed.simulation;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does not wait for tasks any more once the one who waits has been interrupted.
 */
final class ImpatientExecutor extends ForwardingExecutor {

	private boolean interrupted;

	ImpatientExecutor(ExecutorService executor) {
		super(executor);
	}

	@Override
	public <T> Future<T> submit(Callable<T> task) {
		return new ImpatientFuture<>(super.submit(task));
	}

	private final class ImpatientFuture<T> implements Future<T> {

		private final Future<T> future;

		private ImpatientFuture(Future<T> future) {
			this.future = future;
		}

		@Override
		public T get() throws InterruptedException, ExecutionException {
			if (ImpatientExecutor.this.interrupted) {
				throw new ExecutionException(new IllegalStateException("not waited for"));
			}
			try {
				return this.future.get();
			}
			catch (InterruptedException ex) {
				ImpatientExecutor.this.interrupted = true;
				throw ex;
			}
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
			return this.future.isDone();
		}

	}

}
