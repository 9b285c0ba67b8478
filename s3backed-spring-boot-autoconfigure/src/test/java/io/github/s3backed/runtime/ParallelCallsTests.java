package io.github.s3backed.runtime;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * However calls end, all have ended when the caller goes on.
 */
class ParallelCallsTests {

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	@AfterEach
	void close() {
		this.executor.shutdownNow();
	}

	@Test
	void callsThatWillNeverBeginFail() {
		CountDownLatch begun = new CountDownLatch(1);
		Callable<String> blocked = () -> {
			begun.countDown();
			new CountDownLatch(1).await();
			return "never";
		};
		Thread closing = new Thread(() -> {
			try {
				begun.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.executor.shutdownNow().forEach((task) -> ((Future<?>) task).cancel(false));
		});
		closing.start();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> new ParallelCalls(this.executor).callAll(List.of(blocked, () -> "queued")));
	}

	@Test
	void callsOfAClosedTemplateFail() {
		this.executor.shutdown();
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> new ParallelCalls(this.executor).callAll(List.of(() -> "a", () -> "b")))
			.withMessageContaining("closed");
	}

	@Test
	void aCallThatHasBegunIsWaitedForWhenTheNextCannotBegin() {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		Callable<String> first = () -> {
			begun.countDown();
			try {
				new CountDownLatch(1).await();
				return "never";
			}
			finally {
				ended.set(true);
			}
		};
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(
				() -> new ParallelCalls(new OneThread(this.executor, begun)).callAll(List.of(first, () -> "b")));
		assertThat(ended).isTrue();
	}

	@Test
	void callsInFlightAreWaitedForWhenTheCallerIsInterrupted() {
		CountDownLatch begun = new CountDownLatch(2);
		AtomicInteger ended = new AtomicInteger();
		Thread caller = Thread.currentThread();
		Callable<String> interrupting = () -> {
			begun.countDown();
			begun.await();
			caller.interrupt();
			return endAfterTheCallerWaitsAgain(caller, ended);
		};
		Callable<String> inFlight = () -> {
			begun.countDown();
			return endAfterTheCallerWaitsAgain(caller, ended);
		};
		ExecutorService two = Executors.newFixedThreadPool(2);
		try {
			assertThatExceptionOfType(DataAccessResourceFailureException.class)
				.isThrownBy(() -> new ParallelCalls(two).callAll(List.of(interrupting, inFlight)))
				.withMessageContaining("Interrupted");
			assertThat(ended).hasValue(2);
			assertThat(Thread.interrupted()).isTrue();
		}
		finally {
			two.shutdownNow();
		}
	}

	private static String endAfterTheCallerWaitsAgain(Thread caller, AtomicInteger ended) {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
			ended.incrementAndGet();
		}
		return "broken off";
	}

	/**
	 * An executor that gets no second thread of the operating system.
	 */
	private static final class OneThread extends AbstractExecutorService {

		private final ExecutorService delegate;

		private final CountDownLatch begun;

		private boolean busy;

		OneThread(ExecutorService delegate, CountDownLatch begun) {
			this.delegate = delegate;
			this.begun = begun;
		}

		@Override
		public void execute(Runnable task) {
			if (this.busy) {
				awaitBegun();
				throw new OutOfMemoryError("unable to create native thread");
			}
			this.busy = true;
			this.delegate.execute(task);
		}

		private void awaitBegun() {
			try {
				this.begun.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public void shutdown() {
			this.delegate.shutdown();
		}

		@Override
		public List<Runnable> shutdownNow() {
			return this.delegate.shutdownNow();
		}

		@Override
		public boolean isShutdown() {
			return this.delegate.isShutdown();
		}

		@Override
		public boolean isTerminated() {
			return this.delegate.isTerminated();
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
			return this.delegate.awaitTermination(timeout, unit);
		}

	}

}
