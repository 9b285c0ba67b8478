package com.example.crawler.crawl;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Runs crawls, one at a time.
 */
@Component
public class CrawlJobs implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(CrawlJobs.class);

	private final ExecutorService executor = Executors.newSingleThreadExecutor(new CustomizableThreadFactory("crawl-"));

	private final AtomicReference<@Nullable Crawl> running = new AtomicReference<>();

	private final AtomicReference<@Nullable Result> last = new AtomicReference<>();

	private final Crawler crawler;

	CrawlJobs(Crawler crawler) {
		this.crawler = crawler;
	}

	/**
	 * Starts a crawl in the background, unless one is running.
	 * @param request what to crawl
	 * @return whether it was started
	 */
	public boolean start(CrawlRequest request) {
		Crawl crawl = new Crawl(request);
		boolean free = this.running.compareAndSet(null, crawl);
		if (free) {
			this.executor.execute(() -> runInBackground(crawl));
		}
		return free;
	}

	/**
	 * Lets the crawl that is running end, after the pages that are under way.
	 */
	public void stop() {
		running().ifPresent(Crawl::stop);
	}

	private void runInBackground(Crawl crawl) {
		CrawlRequest request = crawl.request();
		try {
			logger.info(run(crawl));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.info("The crawl of " + request.start() + " has ended early: the application stops");
		}
		catch (RuntimeException ex) {
			logger.error("The crawl of " + request.start() + " has ended early", ex);
		}
	}

	/**
	 * Crawls, and returns when it is done.
	 * @param request what to crawl
	 * @return the result
	 * @throws IllegalStateException if another crawl is running
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public CrawlSummary run(CrawlRequest request) throws InterruptedException {
		Crawl crawl = new Crawl(request);
		if (!this.running.compareAndSet(null, crawl)) {
			throw new IllegalStateException("Another crawl is running");
		}
		return run(crawl);
	}

	private CrawlSummary run(Crawl crawl) throws InterruptedException {
		boolean done = false;
		try {
			CrawlSummary summary = this.crawler.crawl(crawl);
			done = true;
			return summary;
		}
		finally {
			this.last.set(new Result(crawl.summary(), done));
			this.running.set(null);
		}
	}

	/**
	 * Returns the crawl that is running.
	 * @return the crawl, or empty
	 */
	public Optional<Crawl> running() {
		return Optional.ofNullable(this.running.get());
	}

	/**
	 * Returns how the last crawl has ended.
	 * @return its result, or empty if there was none
	 */
	public Optional<Result> last() {
		return Optional.ofNullable(this.last.get());
	}

	@Override
	public void close() throws InterruptedException {
		this.executor.shutdownNow();
		this.executor.awaitTermination(10, TimeUnit.SECONDS);
	}

	/**
	 * How a crawl has ended.
	 *
	 * @param summary what was done
	 * @param done whether nothing unexpected has ended it
	 */
	public record Result(CrawlSummary summary, boolean done) {

	}

}
