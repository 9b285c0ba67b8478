package io.github.s3backed.runtime;

import java.util.concurrent.Callable;

import io.micrometer.context.ContextSnapshotFactory;

import org.springframework.util.ClassUtils;

/**
 * Takes what belongs to the caller's thread, such as its trace, along to the threads that
 * work for it.
 */
interface ContextCarrier {

	/**
	 * Returns the call as it is to be made elsewhere.
	 */
	<R> Callable<R> carry(Callable<R> call);

	/**
	 * Returns a carrier that uses Micrometer's context propagation where it is on the
	 * class path, as it is with tracing.
	 */
	static ContextCarrier available() {
		return ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
				ContextCarrier.class.getClassLoader()) ? new SnapshotCarrier() : new NoCarrier();
	}

	/**
	 * Takes everything along.
	 */
	final class SnapshotCarrier implements ContextCarrier {

		private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();

		@Override
		public <R> Callable<R> carry(Callable<R> call) {
			return this.snapshots.captureAll().wrap(call);
		}

	}

	/**
	 * Takes nothing along.
	 */
	final class NoCarrier implements ContextCarrier {

		@Override
		public <R> Callable<R> carry(Callable<R> call) {
			return call;
		}

	}

}
