package io.github.s3backed.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * The time since a moment, by both clocks of this machine. The monotonic one stands still
 * while the machine is suspended, the other one jumps when it is set.
 */
public final class Elapsed {

	private final Platform platform;

	private final long nanos;

	private final Instant time;

	/**
	 * Begins now.
	 * @param platform has the clocks
	 */
	public Elapsed(Platform platform) {
		this.platform = platform;
		this.nanos = platform.nanoTime().getAsLong();
		this.time = platform.clock().instant();
	}

	private Duration monotonic() {
		return Duration.ofNanos(this.platform.nanoTime().getAsLong() - this.nanos);
	}

	private Duration byWallClock() {
		return Duration.between(this.time, this.platform.clock().instant());
	}

	/**
	 * Returns the time by the clock that says less, which may be under zero.
	 * @return the time since the beginning
	 */
	public Duration least() {
		Duration monotonic = monotonic();
		Duration byWallClock = byWallClock();
		return (monotonic.compareTo(byWallClock) < 0) ? monotonic : byWallClock;
	}

	/**
	 * Returns the time by the clock that says more.
	 * @return the time since the beginning
	 */
	public Duration most() {
		Duration monotonic = monotonic();
		Duration byWallClock = byWallClock();
		return (monotonic.compareTo(byWallClock) > 0) ? monotonic : byWallClock;
	}

}
