package io.github.s3backed.runtime;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.CustomizableThreadCreator;

/**
 * The threads that run requests beside the callers' own.
 */
public final class RequestThreads {

	private static final int IDLE_SECONDS = 60;

	private static final int CLOSE_SECONDS = 30;

	private RequestThreads() {
	}

	/**
	 * Returns the real surroundings.
	 * @param executor the threads
	 * @return the surroundings
	 */
	public static Platform newPlatform(ExecutorService executor) {
		return new Platform(executor, Clock.systemUTC(), System::nanoTime, new SecureRandom(),
				(duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
	}

	/**
	 * Returns new threads. Their queue needs no bound: every caller waits for the
	 * requests that it has put into it.
	 * @param concurrency how many threads there may be
	 * @param threadFactory makes them, or {@code null} for daemons named
	 * {@code s3backed-}<i>n</i>
	 * @return the threads, which are to be closed
	 */
	public static ExecutorService newExecutor(int concurrency, @Nullable ThreadFactory threadFactory) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(),
				(threadFactory != null) ? threadFactory : new DaemonThreads()::createThread);
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Lets requests end for a while, up to {@value #CLOSE_SECONDS} seconds, and then
	 * breaks them off.
	 * @param executor the threads
	 */
	public static void close(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				breakOff(executor);
			}
		}
		catch (InterruptedException ex) {
			breakOff(executor);
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What has not begun never will, which those who wait for it have to be told.
	 */
	private static void breakOff(ExecutorService executor) {
		for (Runnable task : executor.shutdownNow()) {
			if (task instanceof Future<?> future) {
				future.cancel(false);
			}
		}
	}

	private static final class DaemonThreads extends CustomizableThreadCreator {

		DaemonThreads() {
			super("s3backed-");
			setDaemon(true);
		}

	}

}
