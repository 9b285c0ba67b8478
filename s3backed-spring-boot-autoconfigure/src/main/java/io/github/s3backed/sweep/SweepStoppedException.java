package io.github.s3backed.sweep;

import org.jspecify.annotations.Nullable;

/**
 * Ends a sweep before it removes what it should not.
 */
final class SweepStoppedException extends RuntimeException {

	SweepStoppedException(String reason) {
		super(reason);
	}

	static void throwIf(@Nullable String reason) {
		if (reason != null) {
			throw new SweepStoppedException(reason);
		}
	}

}
