package io.github.s3backed.transfer;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * How much of streamed contents is in memory, over all writes.
 */
public final class BytesInFlight {

	/** A semaphore counts no further than an int. */
	private static final int UNIT = 4 * 1024;

	private final int units;

	private final Semaphore free;

	private final LongConsumer changes;

	/**
	 * Creates the count.
	 * @param max the limit in bytes
	 * @param changes is told by how many bytes the count has changed
	 */
	public BytesInFlight(long max, LongConsumer changes) {
		this.changes = changes;
		this.units = (int) Math.min(Integer.MAX_VALUE, max / UNIT);
		this.free = new Semaphore(this.units, true);
	}

	/**
	 * Takes some bytes if there are as many, and nobody waits for them: whoever has some
	 * already would else have them again and again.
	 * @param bytes their number
	 * @return whether they were taken
	 */
	boolean tryAcquire(long bytes) {
		boolean taken = !this.free.hasQueuedThreads() && this.free.tryAcquire(units(bytes));
		if (taken) {
			this.changes.accept(bytes);
		}
		return taken;
	}

	/**
	 * Waits for some bytes. Whoever waits must have none, or two would wait for each
	 * other.
	 * @param bytes their number
	 * @param timeout how long to wait
	 */
	void acquire(long bytes, Duration timeout) {
		try {
			if (!this.free.tryAcquire(units(bytes), timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new TransientDataAccessResourceException("Other uploads had all bytes that may be in flight for "
						+ timeout + "; see s3backed.upload.max-bytes-in-flight");
			}
			this.changes.accept(bytes);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DataAccessResourceFailureException("Interrupted while waiting for other uploads", ex);
		}
	}

	void release(long bytes) {
		// In this order, or more would be counted than there ever is.
		this.changes.accept(-bytes);
		this.free.release(units(bytes));
	}

	/**
	 * What is more than the limit is taken for the limit, so that it is possible at all.
	 */
	private int units(long bytes) {
		return (int) Math.min(this.units, (bytes + UNIT - 1) / UNIT);
	}

}
