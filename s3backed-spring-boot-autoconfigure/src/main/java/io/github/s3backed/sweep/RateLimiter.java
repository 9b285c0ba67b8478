package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Spaces requests evenly.
 */
final class RateLimiter {

	private final LongSupplier nanoTime;

	private final Sleeper sleeper;

	private final long interval;

	private long next;

	/**
	 * Waits for a while.
	 */
	@FunctionalInterface
	interface Sleeper {

		void sleep(Duration duration) throws InterruptedException;

	}

	RateLimiter(double requestsPerSecond, LongSupplier nanoTime, Sleeper sleeper) {
		this.nanoTime = nanoTime;
		this.sleeper = sleeper;
		this.interval = (requestsPerSecond > 0) ? (long) (1_000_000_000 / requestsPerSecond) : 0;
		this.next = nanoTime.getAsLong();
	}

	/**
	 * Waits until a request may be sent.
	 */
	void acquire() {
		if (this.interval == 0) {
			return;
		}
		long now = this.nanoTime.getAsLong();
		long wait = this.next - now;
		this.next = Math.max(this.next, now) + this.interval;
		if (wait > 0) {
			try {
				this.sleeper.sleep(Duration.ofNanos(wait));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new DataAccessResourceFailureException("The sweep was interrupted", ex);
			}
		}
	}

}
