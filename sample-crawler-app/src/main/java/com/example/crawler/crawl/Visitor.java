package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

import com.example.crawler.crawl.Frontier.Step;
import com.example.crawler.crawl.MemoryBudget.Share;
import com.example.crawler.crawl.Visit.Outcome;
import com.example.crawler.fetch.AddressRefusedException;
import com.example.crawler.fetch.MediaKind;
import com.example.crawler.fetch.Request;
import com.example.crawler.fetch.Response;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageContents;
import com.example.crawler.page.PageRepository;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Visits one URL at a time: fetches it, and brings what is stored in line with what was
 * found. Links that turn up go to the frontier.
 */
final class Visitor {

	private static final Log logger = LogFactory.getLog(Visitor.class);

	private final Site site;

	private final Frontier frontier;

	private final CoverImages coverImages;

	private final PageReader reader;

	private final PageRepository pages;

	private final MemoryBudget memory;

	private final MemoryNeeds needs;

	private final long maxPageSize;

	Visitor(Site site, Frontier frontier, CoverImages coverImages, PageReader reader, PageRepository pages,
			MemoryBudget memory, MemoryNeeds needs, long maxPageSize) {
		this.site = site;
		this.frontier = frontier;
		this.coverImages = coverImages;
		this.reader = reader;
		this.pages = pages;
		this.memory = memory;
		this.needs = needs;
		this.maxPageSize = maxPageSize;
	}

	Visit visit(Step step) throws InterruptedException {
		URI url = step.url();
		if (!this.site.allows(url)) {
			return new Visit(url, Outcome.REFUSED, "robots.txt does not allow it");
		}
		try (Share share = this.memory.take(this.needs.ofVisit())) {
			return fetch(step, this.pages.findById(url.toString()).orElse(null), share);
		}
		catch (AddressRefusedException ex) {
			return new Visit(url, Outcome.REFUSED, ex.getMessage());
		}
		catch (IOException ex) {
			return new Visit(url, Outcome.FAILED, ex.toString());
		}
		catch (DataAccessException ex) {
			// One page that cannot be stored or read is no reason to leave out the rest.
			logger.warn("Could not bring the stored page of " + url + " up to date", ex);
			return new Visit(url, Outcome.FAILED, "S3 or DynamoDB has failed; the application's log says how");
		}
	}

	private Visit fetch(Step step, @Nullable Page known, Share share) throws IOException, InterruptedException {
		Response response = this.site.fetch(request(step.url(), known));
		share.reduceTo(this.needs.ofVisit(response.body()));
		if (response.isRedirect()) {
			return follow(step, response, known);
		}
		return switch (response.status()) {
			case 200 -> keep(step, response, known);
			case 304 -> keepKnown(step, response, known);
			case 404, 410 -> remove(step.url(), response, known);
			default -> new Visit(step.url(), Outcome.FAILED, "HTTP status " + response.status());
		};
	}

	private Request request(URI url, @Nullable Page known) {
		return (known != null && known.getHtml() != null)
				? new Request(url, MediaKind.HTML, this.maxPageSize, known.getEtag(), known.getLastModified())
				: new Request(url, MediaKind.HTML, this.maxPageSize);
	}

	private Visit keep(Step step, Response response, @Nullable Page known) throws IOException, InterruptedException {
		if (response.body() == null) {
			return new Visit(step.url(), Outcome.SKIPPED, "not HTML but " + response.contentType());
		}
		return keep(step, this.reader.read(step.url(), response, response.body()), known);
	}

	// Its HTML is not even read: where its links lead is stored beside it.
	private Visit keepKnown(Step step, Response response, @Nullable Page known) throws InterruptedException {
		if (known == null || known.getHtml() == null) {
			return new Visit(step.url(), Outcome.SKIPPED, "not modified, but not known either");
		}
		return keep(step, this.reader.readAgain(known), known);
	}

	private Visit keep(Step step, Page page, @Nullable Page known) throws InterruptedException {
		this.coverImages.addTo(page, known);
		page.getLinks().get().stream().map(URI::create).filter(this.site::contains).forEach((link) -> {
			this.frontier.offer(link, step.depth() + 1);
		});
		return Visit.of(step.url(), store(page, known));
	}

	private Outcome store(Page page, @Nullable Page known) {
		if (known == null) {
			this.pages.insert(page);
			return Outcome.STORED;
		}
		page.setHtml(PageContents.keepIfSame(page.getHtml(), known.getHtml()));
		page.setCoverImage(PageContents.keepIfSame(page.getCoverImage(), known.getCoverImage()));
		if (isSame(page, known)) {
			return Outcome.UNCHANGED;
		}
		this.pages.update(page);
		return Outcome.UPDATED;
	}

	private static boolean isSame(Page page, Page known) {
		return Objects.equals(page.getHtml(), known.getHtml())
				&& Objects.equals(page.getCoverImage(), known.getCoverImage())
				&& page.getContentType().equals(known.getContentType());
	}

	private Visit remove(URI url, Response response, @Nullable Page known) {
		if (known == null) {
			return new Visit(url, Outcome.FAILED, "HTTP status " + response.status());
		}
		this.pages.delete(known);
		return Visit.of(url, Outcome.DELETED);
	}

	private Visit follow(Step step, Response response, @Nullable Page known) {
		Optional<URI> target = redirectOf(step.url(), response);
		if (target.isEmpty()) {
			return new Visit(step.url(), Outcome.REFUSED, "redirects to " + response.location());
		}
		if (this.site.contains(target.get())) {
			this.frontier.offer(target.get(), step.depth());
		}
		else if (!this.frontier.moveTo(target.get())) {
			return new Visit(step.url(), Outcome.REFUSED, "redirects to another site: " + target.get());
		}
		boolean forGood = response.status() == 301 || response.status() == 308;
		return (known != null && forGood) ? remove(step.url(), response, known)
				: new Visit(step.url(), Outcome.SKIPPED, "redirects to " + target.get());
	}

	private static Optional<URI> redirectOf(URI url, Response response) {
		return Optional.ofNullable(response.location()).flatMap((location) -> Urls.resolve(url, location));
	}

}
