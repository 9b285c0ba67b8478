package com.example.crawler.crawl;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.example.crawler.crawl.Visit.Outcome;

/**
 * The result of a crawl.
 *
 * @param start the URL that it started from
 * @param counts how many URLs had which outcome, all outcomes included
 * @param problems the first of those that were refused or failed
 * @param found how many URLs were found, visited or not
 * @param stopped whether it was stopped before its end
 */
public record CrawlSummary(URI start, Map<Outcome, Integer> counts, List<Visit> problems, int found, boolean stopped) {

	public CrawlSummary {
		counts = new EnumMap<>(counts);
		problems = List.copyOf(problems);
	}

	/**
	 * Returns how many URLs have an outcome.
	 * @return the sum of the counts
	 */
	public int visited() {
		return this.counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	@Override
	public String toString() {
		String counts = this.counts.entrySet()
			.stream()
			.map((count) -> count.getValue() + " " + count.getKey().name().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
		String problems = this.problems.stream()
			.map((visit) -> "%n  %s %s: %s".formatted(visit.outcome().name().toLowerCase(Locale.ROOT), visit.url(),
					visit.reason()))
			.collect(Collectors.joining());
		String stopped = this.stopped ? " (stopped after %d of %d pages found)".formatted(visited(), this.found) : "";
		return "Crawled " + this.start + stopped + ": " + counts + problems;
	}

}
