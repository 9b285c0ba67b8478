package io.github.s3backed.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A point in monotonic time.
 */
final class Deadline {

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

	boolean isOver() {
		return this.nanoTime.getAsLong() - this.start >= this.duration.toNanos();
	}

}
