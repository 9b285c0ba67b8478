package io.github.s3backed.runtime;

import java.util.function.Supplier;

/**
 * Lets work finish that must not be broken off, and keeps the interrupt for later.
 */
public final class Interrupts {

	private Interrupts() {
	}

	/**
	 * Runs some work with the thread's interrupt put aside.
	 * @param work the work
	 * @param <R> the type of its result
	 * @return its result
	 */
	public static <R> R deferred(Supplier<R> work) {
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
