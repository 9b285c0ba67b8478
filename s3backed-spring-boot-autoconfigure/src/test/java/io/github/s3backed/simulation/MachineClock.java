package io.github.s3backed.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The two clocks of a machine. They follow the time of the run, but the one may be set
 * wrong, and both may stand still.
 */
final class MachineClock extends Clock {

	private final VirtualTime time;

	private Duration difference;

	private Duration asleep = Duration.ZERO;

	private Duration correction = Duration.ZERO;

	MachineClock(VirtualTime time, Duration difference) {
		this.time = time;
		this.difference = difference;
	}

	/**
	 * Lets time pass while the machine is suspended: the monotonic clock stands still.
	 */
	void suspend(Duration duration) {
		this.time.leap(duration);
		this.asleep = this.asleep.plus(duration);
	}

	/**
	 * Lets time pass while a snapshot of the machine is kept: both clocks stand still.
	 */
	void freeze(Duration duration) {
		suspend(duration);
		set(duration.negated());
	}

	/**
	 * Lets time pass while somebody sets the clock back by as much.
	 */
	void setBackMeanwhile(Duration duration) {
		this.time.leap(duration);
		set(duration.negated());
	}

	private void set(Duration change) {
		this.difference = this.difference.plus(change);
	}

	/**
	 * Returns the time by which the SDK signs on this machine.
	 */
	Instant signingTime() {
		return instant().plus(this.correction);
	}

	/**
	 * Lets the SDK sign by a service's time from now on.
	 */
	void correctSigningTime() {
		this.correction = this.difference.negated();
	}

	long nanoTime() {
		return this.time.nanoTime() - this.asleep.toNanos();
	}

	@Override
	public Instant instant() {
		return this.time.instant().plus(this.difference);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
