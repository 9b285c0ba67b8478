package io.github.s3backed.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * DynamoDB's time: this machine's clock, and how far it is off as far as answers of
 * DynamoDB have shown. What was learned serves all later writes, so that an insert need
 * not upload twice. S3 may have a clock of its own, whose difference is kept beside it.
 */
final class ServiceTime implements InstantSource {

	private final Clock clock;

	private volatile Duration difference = Duration.ZERO;

	private volatile Duration differenceOfS3 = Duration.ZERO;

	ServiceTime(Clock clock) {
		this.clock = clock;
	}

	@Override
	public Instant instant() {
		return this.clock.instant().plus(this.difference);
	}

	/**
	 * Goes by DynamoDB's clock from now on.
	 * @param date what it shows now
	 */
	void learn(Instant date) {
		this.difference = Duration.between(this.clock.instant(), date);
	}

	/**
	 * Returns how far S3's clock is known to be ahead of DynamoDB's.
	 */
	Duration differenceOfS3() {
		return this.differenceOfS3;
	}

	void learnOfS3(Duration difference) {
		this.differenceOfS3 = difference;
	}

}
