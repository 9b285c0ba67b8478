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

	private final AtomicReference<@Nullable CrawlRequest> running = new AtomicReference<>();

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
		boolean free = this.running.compareAndSet(null, request);
		if (free) {
			this.executor.execute(() -> runInBackground(request));
		}
		return free;
	}

	private void runInBackground(CrawlRequest request) {
		try {
			logger.info(crawl(request));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.info("The crawl of " + request.start() + " has ended early: the application stops");
		}
		catch (RuntimeException ex) {
			this.last.set(new Result(request, null, ex.toString()));
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
		if (!this.running.compareAndSet(null, request)) {
			throw new IllegalStateException("Another crawl is running");
		}
		return crawl(request);
	}

	private CrawlSummary crawl(CrawlRequest request) throws InterruptedException {
		try {
			CrawlSummary summary = this.crawler.crawl(request);
			this.last.set(new Result(request, summary, null));
			return summary;
		}
		finally {
			this.running.set(null);
		}
	}

	/**
	 * Returns the crawl that is running.
	 * @return its request, or empty
	 */
	public Optional<CrawlRequest> running() {
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
	 * How a crawl has ended: with a summary, or early.
	 *
	 * @param request what was asked for
	 * @param summary what was done, or {@code null}
	 * @param error why it has ended early, or {@code null}
	 */
	public record Result(CrawlRequest request, @Nullable CrawlSummary summary, @Nullable String error) {

	}

}
