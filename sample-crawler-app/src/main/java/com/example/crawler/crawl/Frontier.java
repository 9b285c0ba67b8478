package com.example.crawler.crawl;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What is still to be visited. It holds the limits of a crawl, and so is itself limited.
 */
final class Frontier {

	private final int maxDepth;

	private final int maxPages;

	private final Set<URI> seen = new HashSet<>();

	private List<Step> next = new ArrayList<>();

	private @Nullable URI elsewhere;

	Frontier(int maxDepth, int maxPages) {
		this.maxDepth = maxDepth;
		this.maxPages = maxPages;
	}

	synchronized void offer(URI url, int depth) {
		if (depth <= this.maxDepth && this.seen.size() < this.maxPages && this.seen.add(url)) {
			this.next.add(new Step(url, depth));
		}
	}

	// At the greatest depth, so that no links are followed from there.
	void offerLast(URI url) {
		offer(url, this.maxDepth);
	}

	// A start that is elsewhere, as on www.example.org for example.org, moves the crawl.
	synchronized boolean moveTo(URI start) {
		boolean nothingElseSeen = this.seen.size() == 1;
		if (nothingElseSeen) {
			this.elsewhere = start;
		}
		return nothingElseSeen;
	}

	synchronized Optional<URI> elsewhere() {
		return Optional.ofNullable(this.elsewhere);
	}

	// How many URLs were found, visited or not.
	synchronized int size() {
		return this.seen.size();
	}

	synchronized List<Step> drain() {
		List<Step> steps = this.next;
		this.next = new ArrayList<>();
		return steps;
	}

	/**
	 * A URL to visit.
	 *
	 * @param url the URL
	 * @param depth how many links lead there from the start
	 */
	record Step(URI url, int depth) {

	}

}
