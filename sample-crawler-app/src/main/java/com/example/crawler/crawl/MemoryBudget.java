package com.example.crawler.crawl;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps what is worked on at once within half of the heap. Whoever takes a share waits
 * until there is room for it, in the order of arrival. What is larger than the whole gets
 * the whole, and so is alone.
 */
@Component
public class MemoryBudget {

	private static final int UNIT = 1024;

	private final int size;

	private final Semaphore free;

	@Autowired
	MemoryBudget() {
		this(Runtime.getRuntime().maxMemory() / 2);
	}

	MemoryBudget(long bytes) {
		this.size = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
		this.free = new Semaphore(this.size, true);
	}

	/**
	 * Takes a share as soon as there is room for it.
	 * @param bytes how much is needed at most
	 * @return the share, to be closed
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public Share take(long bytes) throws InterruptedException {
		int units = unitsOf(bytes);
		this.free.acquire(units);
		return new Share(units);
	}

	/**
	 * Takes a share if there is room for it in time.
	 * @param bytes how much is needed at most
	 * @param atMost how long to wait
	 * @return the share, to be closed, or empty
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public Optional<Share> take(long bytes, Duration atMost) throws InterruptedException {
		int units = unitsOf(bytes);
		return this.free.tryAcquire(units, atMost.toMillis(), TimeUnit.MILLISECONDS) ? Optional.of(new Share(units))
				: Optional.empty();
	}

	private int unitsOf(long bytes) {
		return (int) Math.min(this.size, (bytes + UNIT - 1) / UNIT);
	}

	/**
	 * A part of the memory.
	 */
	public final class Share implements AutoCloseable {

		private int units;

		private Share(int units) {
			this.units = units;
		}

		/**
		 * Gives back what turned out not to be needed.
		 * @param bytes how much is needed
		 */
		public synchronized void reduceTo(long bytes) {
			int kept = Math.min(this.units, unitsOf(bytes));
			MemoryBudget.this.free.release(this.units - kept);
			this.units = kept;
		}

		@Override
		public void close() {
			reduceTo(0);
		}

	}

}
