package io.github.s3backed.commit;

import java.time.Duration;
import java.time.Instant;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.runtime.Elapsed;
import io.github.s3backed.store.WireGuard;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.TransientDataAccessResourceException;

/**
 * How long a write may be committed: as long as both clocks of this machine say so, and
 * no answer of DynamoDB has shown that the time in the write's token is wrong. A machine
 * that is suspended stops one of the clocks or both, and a clock may be set: each can
 * only end the lease and not extend it. The sweep counts on no commit being sent after
 * its end.
 */
final class Lease {

	private final Token token;

	private final Duration duration;

	private final Elapsed elapsed;

	private final ServiceTime serviceTime;

	private volatile boolean confirmed;

	private volatile @Nullable Instant contradiction;

	private volatile @Nullable Duration doubt;

	Lease(Token token, Duration duration, Elapsed elapsed, ServiceTime serviceTime) {
		this.token = token;
		this.duration = duration;
		this.elapsed = elapsed;
		this.serviceTime = serviceTime;
	}

	/**
	 * Returns what the write is called on items and objects.
	 */
	Token token() {
		return this.token;
	}

	/**
	 * Returns what the write is called to its caller.
	 */
	Token handle() {
		return (this.confirmed && this.contradiction == null) ? this.token : this.token.untimed();
	}

	boolean isOver() {
		return this.contradiction != null || this.elapsed.most().compareTo(this.duration) >= 0;
	}

	/**
	 * Returns the time that is left by both clocks; zero at least.
	 */
	Duration remaining() {
		Duration remaining = this.duration.minus(this.elapsed.most());
		return remaining.isNegative() ? Duration.ZERO : remaining;
	}

	/**
	 * Refuses to go on with a write that may not be committed any more.
	 */
	void require() {
		Instant date = this.contradiction;
		if (date != null) {
			throw new WrongTimeException(this.token, date);
		}
		if (isOver()) {
			throw new TransientDataAccessResourceException(
					"The write took longer than s3backed.lease (" + this.duration + ") and was not committed");
		}
	}

	/**
	 * Tells whether the time of the token has been compared with DynamoDB's.
	 */
	boolean isCompared() {
		return this.confirmed;
	}

	/**
	 * Tells whether DynamoDB is to be asked for its time, since S3's clock, as far as it
	 * is known, contradicts the token's.
	 */
	boolean isDoubted() {
		return this.doubt != null && !this.confirmed;
	}

	private void confirm() {
		this.confirmed = true;
		Duration difference = this.doubt;
		if (difference != null) {
			this.serviceTime.learnOfS3(difference);
		}
	}

	/**
	 * Begins to watch a request.
	 */
	Request watch() {
		return new Request(this.elapsed.least());
	}

	/**
	 * Returns what watches a commit and ends it with the lease.
	 */
	WireGuard guard() {
		return new Guard();
	}

	/**
	 * A request that was sent during the write. Its answer was given between the two, so
	 * the time that has passed until then is known but for the time that it took.
	 */
	final class Request {

		private final Duration sent;

		private Request(Duration sent) {
			this.sent = sent;
		}

		/**
		 * Compares the token's time with DynamoDB's.
		 * @param date when it answered, by its own clock
		 */
		void answered(@Nullable Instant date) {
			if (date == null) {
				return;
			}
			Age age = age(date);
			if (age.isWrong()) {
				Lease.this.contradiction = date;
				Lease.this.serviceTime.learn(date);
			}
			else if (age.isRight()) {
				confirm();
			}
		}

		/**
		 * Compares the token's time with S3's, which can only raise a doubt: its clock
		 * may be another than DynamoDB's.
		 * @param date when it answered, by its own clock
		 */
		void answeredByS3(@Nullable Instant date) {
			if (date != null && age(date.minus(Lease.this.serviceTime.differenceOfS3())).isWrong()) {
				Age age = age(date);
				Lease.this.doubt = age.byDate().minus(age.received());
			}
		}

		private Age age(Instant date) {
			return new Age(this.sent, Duration.between(Lease.this.token.time(), date), Lease.this.elapsed.most());
		}

	}

	/**
	 * How old the write was when a request was answered.
	 *
	 * @param sent its age when the request was sent, by our clocks
	 * @param byDate its age by the date of the answer
	 * @param received its age when the answer was received, by our clocks
	 */
	private record Age(Duration sent, Duration byDate, Duration received) {

		/**
		 * Tells whether no moment between sending and receiving explains the date.
		 */
		boolean isWrong() {
			return isMore(this.sent.minus(this.byDate)) || isMore(this.byDate.minus(this.received));
		}

		/**
		 * Tells whether every moment in between does.
		 */
		boolean isRight() {
			return !isMore(this.received.minus(this.byDate)) && !isMore(this.byDate.minus(this.sent));
		}

		private static boolean isMore(Duration difference) {
			return difference.compareTo(S3BackedSettings.Writes.CLOCK_SKEW) > 0;
		}

	}

	private final class Guard implements WireGuard {

		private @Nullable Request request;

		@Override
		public void beforeSending() {
			require();
			this.request = watch();
		}

		@Override
		public void answered(@Nullable Instant date) {
			if (this.request != null) {
				this.request.answered(date);
			}
		}

	}

}
