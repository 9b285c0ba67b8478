package io.github.s3backed.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the protocol takes from its surroundings, so that a simulation can stand in for
 * each of them.
 *
 * @param executor runs S3 requests beside the caller's thread; the protocol waits only
 * through the futures it returns
 * @param clock wall-clock time, for tokens
 * @param nanoTime monotonic time, for leases and budgets
 * @param random the source of the tokens' random bits
 * @param pause waits between attempts
 */
public record Platform(ExecutorService executor, Clock clock, LongSupplier nanoTime, RandomGenerator random,
		Pause pause) {

	/**
	 * Waits for a while.
	 */
	@FunctionalInterface
	public interface Pause {

		void sleep(Duration duration) throws InterruptedException;

	}

}
