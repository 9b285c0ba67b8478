package com.example.crawler.crawl;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Spaces out the requests to a site, however many threads make them, until there are to
 * be no more.
 */
final class Pacer {

	private final long delay;

	private final Ticker ticker;

	private final CountDownLatch stop;

	private long nextSlot;

	Pacer(Duration delay, Ticker ticker, CountDownLatch stop) {
		this.delay = delay.toNanos();
		this.ticker = ticker;
		this.stop = stop;
		this.nextSlot = ticker.nanoTime();
	}

	void awaitTurn() throws InterruptedException {
		Duration wait = takeSlot();
		if (this.ticker.await(this.stop, wait)) {
			throw new CrawlStoppedException();
		}
	}

	private synchronized Duration takeSlot() {
		long now = this.ticker.nanoTime();
		long wait = Math.max(0, this.nextSlot - now);
		this.nextSlot = now + wait + this.delay;
		return Duration.ofNanos(wait);
	}

}
