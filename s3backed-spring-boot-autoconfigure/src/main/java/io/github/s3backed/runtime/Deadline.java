package io.github.s3backed.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The end of a time for looking and waiting, in monotonic time.
 */
public final class Deadline {

	private static final Duration MOMENT = Duration.ofMillis(10);

	private final LongSupplier nanoTime;

	private final long start;

	private final Duration duration;

	private Deadline(LongSupplier nanoTime, Duration duration) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.duration = duration;
	}

	/**
	 * Begins a time now.
	 * @param duration how long it is
	 * @param nanoTime the monotonic clock
	 * @return its end
	 */
	public static Deadline in(Duration duration, LongSupplier nanoTime) {
		return new Deadline(nanoTime, duration);
	}

	/**
	 * Returns the time that is left, a moment at least.
	 * @return the time
	 */
	public Duration remaining() {
		Duration remaining = this.duration.minusNanos(this.nanoTime.getAsLong() - this.start);
		return (remaining.compareTo(MOMENT) > 0) ? remaining : MOMENT;
	}

	public boolean isOver() {
		return this.nanoTime.getAsLong() - this.start >= this.duration.toNanos();
	}

}
