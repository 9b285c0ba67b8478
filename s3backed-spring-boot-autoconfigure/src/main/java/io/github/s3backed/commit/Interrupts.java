package io.github.s3backed.commit;

import java.util.function.Supplier;

/**
 * Lets work finish that must not be broken off, and keeps the interrupt for later.
 */
final class Interrupts {

	private Interrupts() {
	}

	/**
	 * Runs some work with the thread's interrupt put aside.
	 */
	static <R> R deferred(Supplier<R> work) {
		boolean interrupted = Thread.interrupted();
		try {
			return work.get();
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

}
