package com.example.crawler.crawl;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A crawl: how far it has come, and whether it is to end before its time.
 */
public final class Crawl {

	private final CrawlRequest request;

	private final Tally tally = new Tally();

	private final List<Frontier> frontiers = new CopyOnWriteArrayList<>();

	private final CountDownLatch stop = new CountDownLatch(1);

	Crawl(CrawlRequest request) {
		this.request = request;
	}

	/**
	 * Returns what was asked for.
	 * @return the request
	 */
	public CrawlRequest request() {
		return this.request;
	}

	/**
	 * Returns what was done up to now.
	 * @return a summary
	 */
	public CrawlSummary summary() {
		int found = this.frontiers.stream().mapToInt(Frontier::size).sum();
		return this.tally.summarize(this.request.start(), found, isStopped());
	}

	/**
	 * Tells whether it was asked to end.
	 * @return whether it ends, or has ended, before its time
	 */
	public boolean isStopped() {
		return this.stop.getCount() == 0;
	}

	// Pages that are under way are finished, so that none is left half stored.
	void stop() {
		this.stop.countDown();
	}

	CountDownLatch stopSignal() {
		return this.stop;
	}

	Tally tally() {
		return this.tally;
	}

	Frontier newFrontier() {
		Frontier frontier = new Frontier(this.request.depth(), this.request.maxPages());
		this.frontiers.add(frontier);
		return frontier;
	}

}
