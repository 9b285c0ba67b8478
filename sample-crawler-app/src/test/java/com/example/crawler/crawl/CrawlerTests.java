package com.example.crawler.crawl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import com.example.crawler.CrawlerTest;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import com.example.crawler.crawl.Visit.Outcome;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.testsupport.RequestCounter;
import io.github.s3backed.testsupport.RequestCounter.Transmission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

@CrawlerTest
class CrawlerTests {

	private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");

	private final TestSite site = TestSite.start();

	@Autowired
	private Crawler crawler;

	@Autowired
	private PageRepository pages;

	@Autowired
	private RequestCounter requests;

	@AfterEach
	void stop() {
		this.site.close();
	}

	@Test
	void pagesAreFoundAgainByteForByte() throws InterruptedException, IOException {
		byte[] bytes = "<title>\u00e9</title>\0\r\n<a href='/two'>\u00ff".getBytes(StandardCharsets.ISO_8859_1);
		this.site.put("/", new Answer(200, HTML, bytes)).page("/two", "<title>Two</title>");
		CrawlSummary summary = crawl(3, 10);
		assertCounts(summary, Map.of(Outcome.STORED, 2));
		assertThat(content(stored("/").getHtml())).isEqualTo(bytes);
		assertThat(stored("/").getLinks().get()).containsExactly(this.site.url("/two").toString());
		assertThat(stored("/two").getTitle()).isEqualTo("Two");
	}

	@Test
	void anUnchangedSiteCausesNoWrites() throws InterruptedException {
		this.site.page("/", "<a href='/two'></a><img src='/cover.png'>")
			.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 1 }))
			.put("/two",
					new Answer(200, Map.of("Content-Type", "text/html", "ETag", "\"2\""),
							"<a href='/three'></a>".getBytes(StandardCharsets.UTF_8)))
			.page("/three", "three");
		crawl(3, 10);
		this.requests.clear();
		assertCounts(crawl(3, 10), Map.of(Outcome.UNCHANGED, 3));
		// What is stored is compared by its SHA-256; where the site says "not modified",
		// the
		// links alone are read.
		assertThat(this.requests.counts()).containsOnlyKeys("GetItem", "Scan", "GetObject")
			.containsEntry("GetItem", 3L)
			.containsEntry("GetObject", 1L);
		assertThat(this.requests.transmissions("GetObject")).singleElement()
			.extracting(Transmission::key)
			.asString()
			.contains("/links/");
	}

	@Test
	void aPageWhoseHtmlAloneChangedKeepsItsImage() throws InterruptedException, IOException {
		this.site.page("/", "<img src='/cover.png'>before")
			.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 1 }));
		crawl(0, 10);
		this.site.page("/", "<img src='/cover.png'>after");
		this.requests.clear();
		assertCounts(crawl(0, 10), Map.of(Outcome.UPDATED, 1));
		assertThat(this.requests.transmissions("PutObject")).singleElement()
			.extracting(Transmission::key)
			.asString()
			.contains("/html/");
		assertThat(content(stored("/").getCoverImage())).containsExactly(1);
	}

	@Test
	void aPageThatIsNotModifiedGetsItsNewImage() throws InterruptedException, IOException {
		this.site
			.put("/",
					new Answer(200, Map.of("Content-Type", "text/html", "ETag", "\"1\""),
							"<img src='/cover.png'>".getBytes(StandardCharsets.UTF_8)))
			.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 1 }));
		crawl(0, 10);
		this.site.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 2 }));
		assertCounts(crawl(0, 10), Map.of(Outcome.UPDATED, 1));
		assertThat(content(stored("/").getCoverImage())).containsExactly(2);
		assertThat(content(stored("/").getHtml())).asString().isEqualTo("<img src='/cover.png'>");
	}

	@Test
	void aChangedPageIsUpdatedAndNoOther() throws InterruptedException, IOException {
		this.site.page("/", "<a href='/two'></a>").page("/two", "before");
		crawl(3, 10);
		this.site.page("/two", "after");
		assertCounts(crawl(3, 10), Map.of(Outcome.UPDATED, 1, Outcome.UNCHANGED, 1));
		assertThat(content(stored("/two").getHtml())).asString().isEqualTo("after");
	}

	@Test
	void aPageWhoseCoverImageChangedIsUpdated() throws InterruptedException, IOException {
		this.site.page("/", "<img src='/cover.png'>")
			.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 1 }));
		crawl(0, 10);
		assertThat(content(stored("/").getCoverImage())).containsExactly(1);
		assertThat(stored("/").getCoverImageType()).isEqualTo("image/png");
		this.site.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/gif"), new byte[] { 2 }));
		assertCounts(crawl(0, 10), Map.of(Outcome.UPDATED, 1));
		assertThat(content(stored("/").getCoverImage())).containsExactly(2);
	}

	@Test
	void aCoverImageThatFailsForTheMomentIsKept() throws InterruptedException {
		this.site.page("/", "<img src='/cover.png'>")
			.put("/cover.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[] { 1 }));
		crawl(0, 10);
		this.site.put("/cover.png", new Answer(503, Map.of(), new byte[0]));
		assertCounts(crawl(0, 10), Map.of(Outcome.UNCHANGED, 1));
	}

	@Test
	void aCoverImageThatIsTooLongOrNoImageIsLeftOut() throws InterruptedException {
		this.site.page("/", "<img src='/long.png'><a href='/two'></a>")
			.put("/long.png", new Answer(200, Map.of("Content-Type", "image/png"), new byte[1025]))
			.page("/two", "<img src='/two'>");
		assertCounts(crawl(1, 10), Map.of(Outcome.STORED, 2));
		assertThat(stored("/").getCoverImage()).isNull();
		assertThat(stored("/two").getCoverImage()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 410 })
	void aPageThatIsGoneIsDeletedThoughNothingLinksToIt(int status) throws InterruptedException {
		this.site.page("/", "<a href='/two'></a><a href='/three'></a>").page("/two", "2").page("/three", "3");
		crawl(3, 10);
		this.site.page("/", "nothing here").put("/two", new Answer(status, Map.of(), new byte[0]));
		assertCounts(crawl(3, 10), Map.of(Outcome.UPDATED, 1, Outcome.DELETED, 1, Outcome.UNCHANGED, 1));
		assertThat(this.pages.findById(this.site.url("/two").toString())).isEmpty();
		assertThat(stored("/three")).isNotNull();
	}

	@Test
	void aPageThatHasMovedForGoodIsDeletedAndStoredWhereItIs() throws InterruptedException, IOException {
		this.site.page("/", "<a href='/two'></a>").page("/two", "2");
		crawl(3, 10);
		this.site.redirect("/two", 301, "/moved").page("/moved", "2");
		assertCounts(crawl(3, 10), Map.of(Outcome.UNCHANGED, 1, Outcome.DELETED, 1, Outcome.STORED, 1));
		assertThat(this.pages.existsById(this.site.url("/two").toString())).isFalse();
		assertThat(content(stored("/moved").getHtml())).asString().isEqualTo("2");
	}

	@Test
	void whatFailsForTheMomentStaysStored() throws InterruptedException {
		this.site.page("/", "<a href='/two'></a>").page("/two", "2");
		crawl(3, 10);
		this.site.put("/two", new Answer(503, Map.of(), new byte[0]));
		CrawlSummary summary = crawl(3, 10);
		assertCounts(summary, Map.of(Outcome.UNCHANGED, 1, Outcome.FAILED, 1));
		assertThat(summary.problems())
			.containsExactly(new Visit(this.site.url("/two"), Outcome.FAILED, "HTTP status 503"));
		this.site.close();
		assertCounts(crawl(3, 10), Map.of(Outcome.FAILED, 1));
		assertThat(stored("/two")).isNotNull();
	}

	@Test
	void aStartThatIsNotThereIsNoReasonToDeleteTheSite() throws InterruptedException {
		this.site.page("/", "1");
		crawl(3, 10);
		this.site.remove("/");
		assertCounts(this.crawler.crawl(new Crawl(new CrawlRequest(this.site.url("/mistyped"), 3, 10))),
				Map.of(Outcome.FAILED, 1));
		assertThat(stored("/")).isNotNull();
	}

	@Test
	void whatIsNotHtmlOrTooLongIsNotStored() throws InterruptedException {
		this.site.page("/", "<a href='/a.pdf'></a><a href='/long'></a><a href='/missing'></a>")
			.put("/a.pdf", new Answer(200, Map.of("Content-Type", "application/pdf"), new byte[1]))
			.page("/long", "x".repeat(1024 * 1024 + 1));
		assertCounts(crawl(3, 10), Map.of(Outcome.STORED, 1, Outcome.SKIPPED, 1, Outcome.FAILED, 2));
	}

	@Test
	void robotsTxtIsObeyed() throws InterruptedException {
		this.site.page("/", "<a href='/private/a'></a><a href='/public'></a><img src='/private/cover.png'>")
			.page("/private/a", "a")
			.page("/public", "b")
			.put("/robots.txt", new Answer(200, Map.of(), """
					User-agent: *
					Disallow: /public
					User-agent: sample-crawler
					Disallow: /private/
					""".getBytes(StandardCharsets.UTF_8)));
		CrawlSummary summary = crawl(3, 10);
		assertCounts(summary, Map.of(Outcome.STORED, 2, Outcome.REFUSED, 1));
		assertThat(summary.problems()).extracting(Visit::reason).containsExactly("robots.txt does not allow it");
		assertThat(this.site.requests()).doesNotContain("/private/a", "/private/cover.png");
	}

	@Test
	void aSiteWhoseRobotsTxtFailsIsNotCrawled() throws InterruptedException {
		this.site.page("/", "a").put("/robots.txt", new Answer(500, Map.of(), new byte[0]));
		assertCounts(crawl(3, 10), Map.of(Outcome.REFUSED, 1));
		assertThat(this.site.requests()).containsExactly("/robots.txt");
	}

	@Test
	void linksAreFollowedToTheDepthAskedFor() throws InterruptedException {
		IntStream.range(0, 5).forEach((page) -> this.site.page("/" + page, "<a href='/" + (page + 1) + "'></a>"));
		assertCounts(this.crawler.crawl(new Crawl(new CrawlRequest(this.site.url("/0"), 2, 10))),
				Map.of(Outcome.STORED, 3));
		assertThat(this.site.requests()).containsExactly("/robots.txt", "/0", "/1", "/2");
	}

	@Test
	void noMorePagesAreRequestedThanAskedFor() throws InterruptedException {
		this.site.page("/", "<a href='/1'></a><a href='/2'></a><a href='/3'></a><a href='/missing'></a>");
		IntStream.range(1, 4).forEach((page) -> this.site.page("/" + page, "page"));
		crawl(3, 3);
		assertThat(this.site.requests()).hasSize(4).contains("/robots.txt", "/");
	}

	@Test
	void otherSitesAreNotVisited() throws InterruptedException {
		try (TestSite other = TestSite.start()) {
			this.site
				.page("/",
						"<a href='" + other.url("/") + "'></a><a href='/away'></a><img src='" + other.url("/i") + "'>")
				.redirect("/away", 302, other.url("/").toString());
			assertCounts(crawl(3, 10), Map.of(Outcome.STORED, 1, Outcome.REFUSED, 1));
			assertThat(other.requests()).isEmpty();
		}
	}

	@Test
	void redirectsWithinTheSiteAreFollowed() throws InterruptedException {
		this.site.redirect("/", 302, "/loop").redirect("/loop", 307, "/home").page("/home", "<a href='/'></a>");
		assertCounts(crawl(0, 10), Map.of(Outcome.SKIPPED, 2, Outcome.STORED, 1));
		assertThat(stored("/home")).isNotNull();
	}

	@Test
	void aStartThatRedirectsToAnotherSiteMovesTheCrawl() throws InterruptedException {
		try (TestSite other = TestSite.start()) {
			this.site.redirect("/", 301, other.url("/home").toString());
			other.page("/home", "<a href='/two'></a>").page("/two", "2");
			assertCounts(crawl(1, 10), Map.of(Outcome.SKIPPED, 1, Outcome.STORED, 2));
			assertThat(other.requests()).startsWith("/robots.txt", "/home");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://0/" })
	void aRedirectIntoThePrivateNetworkIsRefused(String target) throws InterruptedException {
		this.site.redirect("/", 302, target);
		CrawlSummary summary = crawl(1, 10);
		assertCounts(summary, Map.of(Outcome.SKIPPED, 1, Outcome.REFUSED, 1));
		assertThat(summary.problems().get(0).reason()).contains("not on the public Internet");
	}

	@Test
	void aRobotsTxtThatRedirectsIntoThePrivateNetworkIsRefused() throws InterruptedException, IOException {
		this.site.page("/", "a").redirect("/robots.txt", 302, "http://10.0.0.1/robots.txt");
		assertCounts(crawl(1, 10), Map.of(Outcome.REFUSED, 1));
	}

	private CrawlSummary crawl(int depth, int maxPages) throws InterruptedException {
		return this.crawler.crawl(new Crawl(new CrawlRequest(this.site.url("/"), depth, maxPages)));
	}

	private Page stored(String path) {
		return this.pages.findById(this.site.url(path).toString()).orElseThrow();
	}

	private static byte[] content(@Nullable Resource resource) throws IOException {
		return Objects.requireNonNull(resource).getContentAsByteArray();
	}

	private static void assertCounts(CrawlSummary summary, Map<Outcome, Integer> expected) {
		assertThat(summary.counts()).as(summary.toString())
			.allSatisfy((outcome, count) -> assertThat(count).as(outcome.name())
				.isEqualTo(expected.getOrDefault(outcome, 0)));
	}

}
