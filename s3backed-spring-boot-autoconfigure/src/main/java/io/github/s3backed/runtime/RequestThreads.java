package io.github.s3backed.runtime;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

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
	 * Returns the real surroundings. The queue needs no bound: every caller waits for the
	 * requests that it has put into it.
	 * @param concurrency how many threads there may be
	 * @return the surroundings, with threads that are to be closed
	 */
	public static Platform newPlatform(int concurrency) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new DaemonThreads()::createThread);
		executor.allowCoreThreadTimeOut(true);
		return new Platform(executor, Clock.systemUTC(), System::nanoTime, new SecureRandom(),
				(duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
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
