package io.github.s3backed.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of a run: it passes only when it is told to.
 */
final class VirtualTime extends Clock {

	private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

	private long nanos;

	private boolean leapt;

	VirtualTime(Duration elapsed) {
		this.nanos = elapsed.toNanos();
	}

	void advance(Duration duration) {
		this.nanos += duration.toNanos();
	}

	/**
	 * Lets more time pass at once than a write may take.
	 */
	void leap(Duration duration) {
		advance(duration);
		this.leapt = true;
	}

	boolean hasLeapt() {
		return this.leapt;
	}

	long nanoTime() {
		return this.nanos;
	}

	Duration elapsed() {
		return Duration.ofNanos(this.nanos);
	}

	@Override
	public Instant instant() {
		return EPOCH.plusNanos(this.nanos);
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
