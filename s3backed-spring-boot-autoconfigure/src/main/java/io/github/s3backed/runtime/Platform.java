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
 * @param partDivisor by how much the parts of uploads are shorter than is set, which a
 * real S3 would not take
 */
public record Platform(ExecutorService executor, Clock clock, LongSupplier nanoTime, RandomGenerator random,
		Pause pause, int partDivisor) {

	/**
	 * Creates a platform on which parts are as long as is set.
	 * @param executor runs S3 requests beside the caller's thread
	 * @param clock wall-clock time
	 * @param nanoTime monotonic time
	 * @param random the source of the tokens' random bits
	 * @param pause waits between attempts
	 */
	public Platform(ExecutorService executor, Clock clock, LongSupplier nanoTime, RandomGenerator random, Pause pause) {
		this(executor, clock, nanoTime, random, pause, 1);
	}

	/**
	 * Waits for a while.
	 */
	@FunctionalInterface
	public interface Pause {

		void sleep(Duration duration) throws InterruptedException;

	}

}
