package io.github.s3backed.commit;

import java.time.Duration;
import java.util.function.Function;

import io.github.s3backed.pointer.TokenGenerator;
import io.github.s3backed.runtime.Elapsed;
import io.github.s3backed.runtime.Platform;

/**
 * Gives each write its token and its lease.
 */
final class Leases {

	/**
	 * Once for a clock that is off, and again for machines that are put to sleep.
	 */
	private static final int MAX_RESTARTS = 2;

	private final Platform platform;

	private final Duration duration;

	private final ServiceTime serviceTime;

	private final TokenGenerator tokens;

	Leases(Platform platform, Duration duration) {
		this.platform = platform;
		this.duration = duration;
		this.serviceTime = new ServiceTime(platform.clock());
		this.tokens = new TokenGenerator(this.serviceTime, platform.random());
	}

	/**
	 * Does a write, again from its beginning where its token turns out to have a wrong
	 * time.
	 * @param begun the token and the lease that it has begun with
	 * @param write does it with the token and the lease that it is given; when it throws
	 * a {@link WrongTimeException} nothing of it is left
	 */
	<R> R write(Lease begun, Function<Lease, R> write) {
		Lease lease = begun;
		WrongTimeException first = null;
		for (int restarts = 0;; restarts++) {
			try {
				return write.apply(lease);
			}
			catch (WrongTimeException ex) {
				if (restarts >= MAX_RESTARTS) {
					throw ex;
				}
				lease = begin();
				first = ex;
			}
			catch (RuntimeException ex) {
				throw (first != null) ? because(ex, first) : ex;
			}
		}
	}

	/**
	 * A source that can be read but once has been read when the write begins anew.
	 */
	private static RuntimeException because(RuntimeException failure, WrongTimeException first) {
		failure.addSuppressed(first);
		return failure;
	}

	/**
	 * Begins a write.
	 */
	Lease begin() {
		Elapsed elapsed = new Elapsed(this.platform);
		return new Lease(this.tokens.next(), this.duration, elapsed, this.serviceTime);
	}

}
