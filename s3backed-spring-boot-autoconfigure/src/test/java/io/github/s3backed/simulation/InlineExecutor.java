package io.github.s3backed.simulation;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs each task at once on the thread that hands it in.
 */
final class InlineExecutor extends AbstractExecutorService {

	@Override
	public void execute(Runnable task) {
		boolean interrupted = Thread.interrupted();
		task.run();
		Thread.interrupted();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
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

}
