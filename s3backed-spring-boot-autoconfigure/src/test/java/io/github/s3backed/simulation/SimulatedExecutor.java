package io.github.s3backed.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task as an actor of the process that hands it in. Waiting for a task gives
 * the turn away; cancelling one interrupts it and does not wait, as with any
 * {@link FutureTask}.
 */
final class SimulatedExecutor extends AbstractExecutorService {

	private final Scheduler scheduler;

	private int tasks;

	SimulatedExecutor(Scheduler scheduler) {
		this.scheduler = scheduler;
	}

	@Override
	public void execute(Runnable task) {
		SimulatedProcess process = this.scheduler.current().process();
		this.scheduler.spawn(process.name() + "/" + ++this.tasks, process, task);
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
		return new SimulatedFuture<>(() -> {
			runnable.run();
			return value;
		});
	}

	@Override
	protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
		return new SimulatedFuture<>(callable);
	}

	@Override
	public void shutdown() {
	}

	@Override
	public List<Runnable> shutdownNow() {
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return false;
	}

	@Override
	public boolean isTerminated() {
		return false;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return true;
	}

	private final class SimulatedFuture<V> extends FutureTask<V> {

		private SimulatedFuture(Callable<V> callable) {
			super(callable);
		}

		@Override
		public V get() throws InterruptedException, ExecutionException {
			if (!isDone()) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				SimulatedExecutor.this.scheduler.await(this::isDone);
				SimulatedExecutor.this.scheduler.current().process().ensureAlive();
				if (!isDone() && Thread.interrupted()) {
					throw new InterruptedException();
				}
			}
			return super.get();
		}

		@Override
		public V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException {
			return get();
		}

	}

}
