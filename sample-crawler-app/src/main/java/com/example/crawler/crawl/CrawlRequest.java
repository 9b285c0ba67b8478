package com.example.crawler.crawl;

import java.net.URI;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * What to crawl.
 *
 * @param start the URL to start from
 * @param depth how many links to follow from there
 * @param maxPages how many pages to request, found or not
 */
public record CrawlRequest(URI start, int depth, int maxPages) {

	/**
	 * The most pages of one crawl; each has a worker's memory of it, if a small one.
	 */
	public static final int MOST_PAGES = 100_000;

	public CrawlRequest {
		Assert.isTrue(depth >= 0, "The depth must not be negative");
		Assert.isTrue(maxPages > 0 && maxPages <= MOST_PAGES,
				() -> "The number of pages must be from 1 to " + MOST_PAGES);
	}

	/**
	 * Returns a request for a URL that a person has typed.
	 * @param url the URL
	 * @param depth how many links to follow from there
	 * @param maxPages how many pages to request
	 * @return the request
	 * @throws IllegalArgumentException if it cannot be crawled
	 */
	public static CrawlRequest of(String url, int depth, int maxPages) {
		URI start = Urls.normalize(url)
			.orElseThrow(() -> new IllegalArgumentException(
					"'" + StringUtils.truncate(url, 200) + "' is not an http or https URL that can be crawled"));
		return new CrawlRequest(start, depth, maxPages);
	}

}
