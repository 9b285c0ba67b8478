package com.example.crawler.crawl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Time that passes on request only.
 */
class FakeTicker implements Ticker {

	private final List<Duration> sleeps = new ArrayList<>();

	// System.nanoTime() may overflow.
	private long now = Long.MAX_VALUE - 5;

	@Override
	public long nanoTime() {
		return this.now;
	}

	@Override
	public boolean await(CountDownLatch signal, Duration atMost) {
		if (!atMost.isZero()) {
			this.sleeps.add(atMost);
		}
		return signal.getCount() == 0;
	}

	void advance(Duration duration) {
		this.now += duration.toNanos();
	}

	List<Duration> sleeps() {
		return this.sleeps;
	}

}
