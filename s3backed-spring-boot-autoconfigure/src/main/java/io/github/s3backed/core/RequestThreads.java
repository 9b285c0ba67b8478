package io.github.s3backed.core;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.s3backed.commit.Platform;

import org.springframework.util.CustomizableThreadCreator;

/**
 * The threads that run requests beside the callers' own.
 */
final class RequestThreads {

	private static final int IDLE_SECONDS = 60;

	private static final int CLOSE_SECONDS = 30;

	private RequestThreads() {
	}

	/**
	 * Returns the real surroundings. The queue needs no bound: every caller waits for the
	 * requests that it has put into it.
	 */
	static Platform newPlatform(int concurrency) {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(concurrency, concurrency, IDLE_SECONDS, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), new DaemonThreads()::createThread);
		executor.allowCoreThreadTimeOut(true);
		return new Platform(executor, Clock.systemUTC(), System::nanoTime, new SecureRandom(),
				(duration) -> TimeUnit.NANOSECONDS.sleep(duration.toNanos()));
	}

	static void close(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

	private static final class DaemonThreads extends CustomizableThreadCreator {

		DaemonThreads() {
			super("s3backed-");
			setDaemon(true);
		}

	}

}
