package com.example.crawler.crawl;

import java.time.Duration;

/**
 * Spaces out the requests to a site, however many threads make them.
 */
final class Pacer {

	private final long delay;

	private final Ticker ticker;

	private long nextSlot;

	Pacer(Duration delay, Ticker ticker) {
		this.delay = delay.toNanos();
		this.ticker = ticker;
		this.nextSlot = ticker.nanoTime();
	}

	void awaitTurn() throws InterruptedException {
		Duration wait = takeSlot();
		if (!wait.isZero()) {
			this.ticker.sleep(wait);
		}
	}

	private synchronized Duration takeSlot() {
		long now = this.ticker.nanoTime();
		long wait = Math.max(0, this.nextSlot - now);
		this.nextSlot = now + wait + this.delay;
		return Duration.ofNanos(wait);
	}

}
