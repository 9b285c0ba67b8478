package com.example.crawler.crawl;

import java.time.Duration;
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
		public void sleep(Duration duration) throws InterruptedException {
			TimeUnit.NANOSECONDS.sleep(duration.toNanos());
		}

	};

	long nanoTime();

	void sleep(Duration duration) throws InterruptedException;

}
