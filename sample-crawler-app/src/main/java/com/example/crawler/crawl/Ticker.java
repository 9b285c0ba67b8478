package com.example.crawler.crawl;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Time as it passes.
 */
interface Ticker {

	/**
	 * The real time.
	 */
	Ticker SYSTEM = new Ticker() {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public boolean await(CountDownLatch signal, Duration atMost) throws InterruptedException {
			return signal.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
		}

	};

	long nanoTime();

	/**
	 * Waits for a signal.
	 * @param signal the signal
	 * @param atMost how long to wait
	 * @return whether the signal was given
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	boolean await(CountDownLatch signal, Duration atMost) throws InterruptedException;

}
