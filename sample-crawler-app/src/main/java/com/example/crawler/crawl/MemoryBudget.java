package com.example.crawler.crawl;

import java.util.concurrent.Semaphore;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Keeps what is worked on at once within half of the heap. Whoever takes a share waits
 * until there is room for it, in the order of arrival. What is larger than the whole gets
 * the whole, and so is alone.
 */
@Component
class MemoryBudget {

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
	Share take(long bytes) throws InterruptedException {
		int units = unitsOf(bytes);
		this.free.acquire(units);
		return new Share(units);
	}

	// What nobody has, in bytes.
	long available() {
		return (long) this.free.availablePermits() * UNIT;
	}

	private int unitsOf(long bytes) {
		return (int) Math.min(this.size, (bytes + UNIT - 1) / UNIT);
	}

	/**
	 * A part of the memory.
	 */
	final class Share implements AutoCloseable {

		private int units;

		private Share(int units) {
			this.units = units;
		}

		/**
		 * Gives back what turned out not to be needed.
		 * @param bytes how much is needed
		 */
		synchronized void reduceTo(long bytes) {
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
