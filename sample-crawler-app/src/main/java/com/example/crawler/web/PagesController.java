package com.example.crawler.web;

import java.nio.charset.Charset;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.crawl.CrawlJobs;
import com.example.crawler.crawl.CrawlRequest;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageCatalog;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.S3BackedOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The list of stored pages, the form that starts a crawl, and one page's detail.
 */
@Controller
class PagesController {

	private static final int LIST_LENGTH = 50;

	// DynamoDB's.
	private static final int ITEM_LIMIT = 400 * 1024;

	// A browser can do little with a text of many megabytes; the page itself is a link.
	private static final int MAX_SOURCE = 100_000;

	private static final int MOST_BYTES_PER_CHARACTER = 4;

	private final PageRepository pages;

	private final PageCatalog catalog;

	private final S3BackedOperations operations;

	private final CrawlJobs jobs;

	private final CrawlerProperties properties;

	PagesController(PageRepository pages, PageCatalog catalog, S3BackedOperations operations, CrawlJobs jobs,
			CrawlerProperties properties) {
		this.pages = pages;
		this.catalog = catalog;
		this.operations = operations;
		this.jobs = jobs;
		this.properties = properties;
	}

	@GetMapping("/")
	String list(@RequestParam(required = false) @Nullable PageUrl after, Model model) {
		model.addAttribute("list", this.catalog.list((after != null) ? after.value() : null, LIST_LENGTH));
		model.addAttribute("itemLimit", ITEM_LIMIT);
		model.addAttribute("running", this.jobs.running().orElse(null));
		model.addAttribute("last", this.jobs.last().orElse(null));
		model.addAttribute("properties", this.properties);
		return "list";
	}

	@PostMapping("/crawl")
	String crawl(@RequestParam String url, @RequestParam int depth, @RequestParam int maxPages,
			RedirectAttributes redirect) {
		try {
			if (!this.jobs.start(CrawlRequest.of(url, depth, maxPages))) {
				redirect.addFlashAttribute("error", "Another crawl is running. Try again when it is done.");
			}
		}
		catch (IllegalArgumentException ex) {
			redirect.addFlashAttribute("error", ex.getMessage());
		}
		return "redirect:/";
	}

	@PostMapping("/crawl/stop")
	String stop() {
		this.jobs.stop();
		return "redirect:/";
	}

	@GetMapping("/page")
	String page(@RequestParam PageUrl url, Model model) {
		Page page = this.pages.findById(url.value())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such page is stored"));
		model.addAttribute("page", page);
		model.addAttribute("source", sourceOf(page));
		model.addAttribute("parts", this.operations.findStoredAttributes(Page.class, this.operations.keyOf(page)));
		return "page";
	}

	@PostMapping("/page/delete")
	String delete(@RequestParam PageUrl url) {
		this.pages.deleteById(url.value());
		return "redirect:/";
	}

	private static Source sourceOf(Page page) {
		byte[] html = (page.getHtml() != null) ? page.getHtml() : new byte[0];
		int looked = Math.min(html.length, MAX_SOURCE * MOST_BYTES_PER_CHARACTER);
		String text = new String(html, 0, looked, Charset.forName(page.getCharset()));
		boolean cut = text.length() > MAX_SOURCE || looked < html.length;
		return new Source(text.substring(0, Math.min(text.length(), MAX_SOURCE)), cut);
	}

	/**
	 * The HTML of a page as text.
	 *
	 * @param text the beginning, or all of it
	 * @param cut whether there is more
	 */
	record Source(String text, boolean cut) {

	}

}
