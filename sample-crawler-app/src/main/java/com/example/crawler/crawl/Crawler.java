package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.crawl.Frontier.Step;
import com.example.crawler.crawl.Visit.Outcome;
import com.example.crawler.fetch.AddressRefusedException;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.S3BackedOperations;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Crawls a site: follows its links from a start, breadth first, and then looks at the
 * stored pages of the site that it has not come across, which may be gone.
 */
@Component
class Crawler {

	private static final int MAX_MOVES = 5;

	private final CrawlerProperties properties;

	private final SiteOpener sites;

	private final PageReader reader;

	private final PageRepository pages;

	private final S3BackedOperations operations;

	private final MemoryBudget memory;

	private final MemoryNeeds needs;

	Crawler(CrawlerProperties properties, SiteOpener sites, PageReader reader, PageRepository pages,
			S3BackedOperations operations, MemoryBudget memory, MemoryNeeds needs) {
		this.properties = properties;
		this.sites = sites;
		this.reader = reader;
		this.pages = pages;
		this.operations = operations;
		this.memory = memory;
		this.needs = needs;
	}

	CrawlSummary crawl(Crawl crawl) throws InterruptedException {
		Optional<URI> start = Optional.of(crawl.request().start());
		for (int moves = 0; start.isPresent() && moves <= MAX_MOVES && !crawl.isStopped(); moves++) {
			Frontier frontier = crawl.newFrontier();
			frontier.offer(start.get(), 0);
			crawl(start.get(), frontier, crawl);
			start = frontier.elsewhere();
		}
		return crawl.summary();
	}

	private void crawl(URI start, Frontier frontier, Crawl crawl) throws InterruptedException {
		Tally tally = crawl.tally();
		try {
			crawl(this.sites.open(start, crawl.stopSignal()), frontier, crawl);
		}
		catch (AddressRefusedException ex) {
			tally.add(new Visit(start, Outcome.REFUSED, ex.getMessage()));
		}
		catch (IOException ex) {
			tally.add(new Visit(start, Outcome.FAILED, "robots.txt could not be read: " + ex));
		}
	}

	private void crawl(Site site, Frontier frontier, Crawl crawl) throws InterruptedException {
		Visitor visitor = visitor(site, frontier);
		ExecutorService workers = Executors.newFixedThreadPool(this.properties.workers(),
				new CustomizableThreadFactory("crawl-worker-"));
		try {
			visitAll(frontier, visitor, crawl, workers);
			// A site that does not answer is no proof that its pages are gone.
			if (crawl.tally().isSiteReached() && !crawl.isStopped()) {
				storedUrls(site).forEach(frontier::offerLast);
				visitAll(frontier, visitor, crawl, workers);
			}
		}
		finally {
			stop(workers);
		}
	}

	// Millions of pages would call for a secondary index on the site; for thousands a
	// scan
	// is a few requests, and none to S3.
	private List<URI> storedUrls(Site site) {
		try (Stream<Page> stored = this.operations.findAll(Page.class)) {
			return stored.filter((page) -> page.getSite().equals(site.name()))
				.map((page) -> URI.create(page.getUrl()))
				.toList();
		}
	}

	// A visit that is under way may be writing, and the clients are closed after this.
	private void stop(ExecutorService workers) {
		workers.shutdownNow();
		try {
			workers.awaitTermination(this.properties.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Visitor visitor(Site site, Frontier frontier) {
		CoverImages coverImages = new CoverImages(site, this.properties.maxImageSize().toBytes());
		return new Visitor(site, frontier, coverImages, this.reader, this.pages, this.memory, this.needs,
				this.properties.maxPageSize().toBytes());
	}

	private static void visitAll(Frontier frontier, Visitor visitor, Crawl crawl, ExecutorService workers)
			throws InterruptedException {
		List<Step> steps;
		while (!crawl.isStopped() && !(steps = frontier.drain()).isEmpty()) {
			List<Callable<Void>> visits = steps.stream().map((step) -> visit(step, visitor, crawl)).toList();
			for (Future<Void> visit : workers.invokeAll(visits)) {
				join(visit);
			}
		}
	}

	private static Callable<Void> visit(Step step, Visitor visitor, Crawl crawl) {
		return () -> {
			if (!crawl.isStopped()) {
				visit(step, visitor, crawl.tally());
			}
			return null;
		};
	}

	private static void visit(Step step, Visitor visitor, Tally tally) throws InterruptedException {
		try {
			tally.add(visitor.visit(step));
		}
		catch (CrawlStoppedException ex) {
			// Found and not visited, as the summary says.
		}
	}

	private static void join(Future<Void> visit) throws InterruptedException {
		try {
			visit.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A visit has ended unexpectedly", ex.getCause());
		}
	}

}
