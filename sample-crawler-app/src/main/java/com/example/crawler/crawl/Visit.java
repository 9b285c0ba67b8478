package com.example.crawler.crawl;

import java.net.URI;

/**
 * What became of one URL.
 *
 * @param url the URL
 * @param outcome what became of it
 * @param reason why, where that is worth a word; else empty
 */
public record Visit(URI url, Outcome outcome, String reason) {

	static Visit of(URI url, Outcome outcome) {
		return new Visit(url, outcome, "");
	}

	/**
	 * What can become of a URL.
	 */
	public enum Outcome {

		/** The page is new. */
		STORED,

		/** The page has changed. */
		UPDATED,

		/** The page is stored as it is. */
		UNCHANGED,

		/** The page was stored and is gone. */
		DELETED,

		/** There is no page: a redirect, or not HTML. */
		SKIPPED,

		/** The page could not be fetched or stored. What was stored remains. */
		FAILED,

		/** The page must not be crawled. */
		REFUSED

	}

}
