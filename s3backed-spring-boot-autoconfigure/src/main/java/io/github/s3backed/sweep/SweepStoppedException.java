package io.github.s3backed.sweep;

/**
 * Ends a sweep before it removes what it should not.
 */
final class SweepStoppedException extends RuntimeException {

	SweepStoppedException(String reason) {
		super(reason);
	}

}
