package io.github.s3backed.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The services' time: this machine's clock, and how far it is off as far as answers of
 * the services have shown. What was learned serves all later writes, so that an insert
 * need not upload twice.
 */
final class ServiceTime implements InstantSource {

	private final Clock clock;

	private volatile Duration difference = Duration.ZERO;

	ServiceTime(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Instant instant() {
		return this.clock.instant().plus(this.difference);
	}

	/**
	 * Goes by the services' clock from now on.
	 * @param date what it shows now
	 */
	void learn(Instant date) {
		this.difference = Duration.between(this.clock.instant(), date);
	}

}
