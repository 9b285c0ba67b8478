package io.github.s3backed.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The end of a time for looking and waiting, in monotonic time.
 */
final class Deadline {

	private static final Duration MOMENT = Duration.ofMillis(10);

	private final LongSupplier nanoTime;

	private final long start;

	private final Duration duration;

	private Deadline(LongSupplier nanoTime, Duration duration) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
		this.duration = duration;
	}

	static Deadline in(Duration duration, LongSupplier nanoTime) {
		return new Deadline(nanoTime, duration);
	}

	/**
	 * Returns the time that is left, a moment at least.
	 */
	Duration remaining() {
		Duration remaining = this.duration.minusNanos(this.nanoTime.getAsLong() - this.start);
		return (remaining.compareTo(MOMENT) > 0) ? remaining : MOMENT;
	}

	boolean isOver() {
		return this.nanoTime.getAsLong() - this.start >= this.duration.toNanos();
	}

}
