package io.github.s3backed.runtime;

import java.time.Duration;

/**
 * Pauses between attempts: exponential with full jitter.
 *
 * @see <a href=
 * "https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * backoff and jitter</a>
 */
public final class Backoff {

	private static final long FIRST_MILLIS = 25;

	private static final int MAX_DOUBLINGS = 6;

	private final Platform platform;

	/**
	 * Creates the pauses.
	 * @param platform waits
	 */
	public Backoff(Platform platform) {
		this.platform = platform;
	}

	/**
	 * Waits before the next attempt. If the thread is interrupted it goes on at once and
	 * stays interrupted.
	 * @param attempt how many there have been
	 */
	public void pause(int attempt) {
		long limit = FIRST_MILLIS << Math.min(attempt, MAX_DOUBLINGS);
		try {
			this.platform.pause().sleep(Duration.ofMillis(1 + this.platform.random().nextLong(limit)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
