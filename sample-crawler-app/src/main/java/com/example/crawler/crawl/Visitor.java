package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

import com.example.crawler.crawl.Frontier.Step;
import com.example.crawler.crawl.MemoryBudget.Share;
import com.example.crawler.crawl.Visit.Outcome;
import com.example.crawler.fetch.AddressRefusedException;
import com.example.crawler.fetch.MediaKind;
import com.example.crawler.fetch.Request;
import com.example.crawler.fetch.Response;
import com.example.crawler.page.Page;
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
		share.reduceTo(this.needs
			.ofVisit((response.status() == 304 && known != null) ? known.getHtml() : response.body(), known));
		if (response.isRedirect()) {
			return follow(step, response, known);
		}
		return switch (response.status()) {
			case 200 -> keep(step, response, response.body(), known);
			case 304 -> keep(step, response, (known != null) ? known.getHtml() : null, known);
			case 404, 410 -> remove(step.url(), response, known);
			default -> new Visit(step.url(), Outcome.FAILED, "HTTP status " + response.status());
		};
	}

	private Request request(URI url, @Nullable Page known) {
		return (known != null && known.getHtml() != null)
				? new Request(url, MediaKind.HTML, this.maxPageSize, known.getEtag(), known.getLastModified())
				: new Request(url, MediaKind.HTML, this.maxPageSize);
	}

	private Visit keep(Step step, Response response, byte @Nullable [] html, @Nullable Page known)
			throws IOException, InterruptedException {
		if (html == null) {
			return new Visit(step.url(), Outcome.SKIPPED, "not HTML but " + response.contentType());
		}
		Page page = this.reader.read(step.url(), describe(response, known), html);
		this.coverImages.addTo(page, known);
		page.getLinks().stream().map(URI::create).filter(this.site::contains).forEach((link) -> {
			this.frontier.offer(link, step.depth() + 1);
		});
		return Visit.of(step.url(), store(page, known));
	}

	// A server may leave out of "not modified" what it has said before.
	private static Response describe(Response response, @Nullable Page known) {
		return (response.status() == 304 && known != null) ? new Response(known.getStatus(), known.getContentType(),
				null, known.getEtag(), known.getLastModified(), null) : response;
	}

	private Outcome store(Page page, @Nullable Page known) {
		if (known == null) {
			this.pages.insert(page);
			return Outcome.STORED;
		}
		if (isSame(page, known)) {
			return Outcome.UNCHANGED;
		}
		this.pages.update(page);
		return Outcome.UPDATED;
	}

	private static boolean isSame(Page page, Page known) {
		return Arrays.equals(page.getHtml(), known.getHtml())
				&& Arrays.equals(page.getCoverImage(), known.getCoverImage())
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
