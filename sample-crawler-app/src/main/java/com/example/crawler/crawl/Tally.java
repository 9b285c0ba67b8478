package com.example.crawler.crawl;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.example.crawler.crawl.Visit.Outcome;

/**
 * Counts visits as they end, on any thread.
 */
final class Tally {

	private static final int MOST_PROBLEMS = 100;

	private static final Set<Outcome> REACHED = Set.of(Outcome.STORED, Outcome.UPDATED, Outcome.UNCHANGED,
			Outcome.DELETED);

	private static final Set<Outcome> WORTH_A_WORD = Set.of(Outcome.FAILED, Outcome.REFUSED);

	private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);

	private final List<Visit> problems = new ArrayList<>();

	Tally() {
		for (Outcome outcome : Outcome.values()) {
			this.counts.put(outcome, 0);
		}
	}

	synchronized void add(Visit visit) {
		this.counts.merge(visit.outcome(), 1, Integer::sum);
		if (WORTH_A_WORD.contains(visit.outcome()) && this.problems.size() < MOST_PROBLEMS) {
			this.problems.add(visit);
		}
	}

	synchronized boolean isSiteReached() {
		return REACHED.stream().anyMatch((outcome) -> this.counts.get(outcome) > 0);
	}

	synchronized CrawlSummary summarize(URI start, int found, boolean stopped) {
		return new CrawlSummary(start, this.counts, this.problems, found, stopped);
	}

}
