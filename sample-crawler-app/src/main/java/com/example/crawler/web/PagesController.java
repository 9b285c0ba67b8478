package com.example.crawler.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.Map;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.crawl.CrawlJobs;
import com.example.crawler.crawl.CrawlRequest;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageContents;
import com.example.crawler.page.PageRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
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

	private static final Comparator<Row> LARGEST_FIRST = Comparator.comparingLong(Row::size).reversed();

	private final PageRepository pages;

	private final CrawlJobs jobs;

	private final CrawlerProperties properties;

	PagesController(PageRepository pages, CrawlJobs jobs, CrawlerProperties properties) {
		this.pages = pages;
		this.jobs = jobs;
		this.properties = properties;
	}

	@GetMapping("/")
	String list(@RequestParam(required = false) @Nullable PageUrl after, Model model) {
		ScrollPosition position = (after != null) ? ScrollPosition.forward(Map.of("url", after.value()))
				: ScrollPosition.keyset();
		Window<Page> window = this.pages.findAll(position, Limit.of(LIST_LENGTH));
		model.addAttribute("pages", window.stream().map(Row::of).sorted(LARGEST_FIRST).toList());
		model.addAttribute("next", window.hasNext() ? window.getContent().get(window.size() - 1).getUrl() : null);
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
	String page(@RequestParam PageUrl url, Model model) throws IOException {
		Page page = this.pages.findById(url.value())
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such page is stored"));
		model.addAttribute("page", page);
		model.addAttribute("source", sourceOf(page));
		model.addAttribute("parts", PageContents.partsOf(page));
		return "page";
	}

	@PostMapping("/page/delete")
	String delete(@RequestParam PageUrl url) {
		this.pages.deleteById(url.value());
		return "redirect:/";
	}

	// What is not shown is not read.
	private static Source sourceOf(Page page) throws IOException {
		Resource html = page.getHtml();
		if (html == null) {
			return new Source("", false);
		}
		try (Reader reader = new InputStreamReader(html.getInputStream(), Charset.forName(page.getCharset()))) {
			char[] beginning = new char[MAX_SOURCE + 1];
			int length = 0;
			for (int read = 0; read >= 0 && length < beginning.length; length += Math.max(0, read)) {
				read = reader.read(beginning, length, beginning.length - length);
			}
			return new Source(new String(beginning, 0, Math.min(length, MAX_SOURCE)), length > MAX_SOURCE);
		}
	}

	/**
	 * A page in the list.
	 *
	 * @param page the page
	 * @param size how many bytes of HTML it has, which its item says
	 */
	record Row(Page page, long size) {

		private static Row of(Page page) {
			return new Row(page, PageContents.lengthOf(page.getHtml()));
		}

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
