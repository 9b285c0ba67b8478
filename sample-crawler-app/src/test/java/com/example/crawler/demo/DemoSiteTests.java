package com.example.crawler.demo;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import com.example.crawler.StandIns;
import com.example.crawler.crawl.CrawlJobs;
import com.example.crawler.crawl.CrawlRequest;
import com.example.crawler.crawl.CrawlSummary;
import com.example.crawler.crawl.Visit.Outcome;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as it starts by default.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "crawler.delay=0")
@Import(StandIns.class)
class DemoSiteTests {

	@Autowired
	private CrawlJobs jobs;

	@Autowired
	private DemoSite demoSite;

	@Autowired
	private PageRepository pages;

	private final URI home;

	private final RestClient client;

	DemoSiteTests(@LocalServerPort int port) {
		this.home = URI.create("http://localhost:" + port + "/");
		this.client = RestClient.create("http://localhost:" + port);
	}

	@BeforeEach
	void awaitFirstCrawl() {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> this.jobs.last().isPresent() && this.jobs.running().isEmpty());
	}

	@Test
	void theDemoSiteIsCrawledAtTheStartAndShown() throws IOException {
		Document list = Jsoup.parse(get("/"));
		assertThat(list.select("tbody a").eachText()).contains("The library of Babel", "Notice",
				"A page of more than a megabyte", "The second book – Ελληνικά, 日本語");
		Page large = this.pages.findById(this.demoSite.home().resolve("large.html").toString()).orElseThrow();
		assertThat(Objects.requireNonNull(large.getHtml()).getContentAsByteArray()).hasSizeGreaterThan(1024 * 1024)
			.isEqualTo(get("/demo-site/large.html").getBytes(StandardCharsets.UTF_8));
		assertThat(Objects.requireNonNull(large.getCoverImage()).getContentAsByteArray())
			.isEqualTo(this.client.get().uri("/page/image?url={url}", large.getUrl()).retrieve().body(byte[].class));
	}

	@Test
	void theNoticeCanBeChangedAndTakenAway() throws InterruptedException {
		changeNotice("Closed on Mondays.");
		assertThat(crawl().counts()).containsEntry(Outcome.UPDATED, 1).containsEntry(Outcome.DELETED, 0);
		changeNotice("");
		assertThat(crawl().counts()).containsEntry(Outcome.UPDATED, 0).containsEntry(Outcome.DELETED, 1);
		changeNotice("Open again.");
		assertThat(crawl().counts()).containsEntry(Outcome.STORED, 1);
		assertThat(crawl().counts()).containsEntry(Outcome.STORED, 0).containsEntry(Outcome.UPDATED, 0);
	}

	@Test
	void theRestOfTheApplicationIsNotCrawled() throws InterruptedException {
		CrawlSummary summary = this.jobs.run(new CrawlRequest(this.demoSite.home().resolve("/"), 1, 10));
		assertThat(summary.problems()).extracting("reason").containsExactly("robots.txt does not allow it");
	}

	@Test
	void otherPortsOfThisMachineAreNotCrawled() throws InterruptedException {
		CrawlSummary summary = this.jobs.run(new CrawlRequest(URI.create("http://localhost:1/"), 1, 10));
		assertThat(summary.counts()).containsEntry(Outcome.REFUSED, 1);
	}

	@Test
	void aFreshBrowserIsToldWhatIsWrongWithTheForm() throws IOException, InterruptedException {
		HttpClient browser = HttpClient.newBuilder()
			.cookieHandler(new CookieManager())
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		HttpResponse<String> answer = browser.send(HttpRequest.newBuilder(this.home.resolve("/crawl"))
			.header("Content-Type", MediaType.APPLICATION_FORM_URLENCODED_VALUE)
			.POST(BodyPublishers.ofString("url=nonsense&depth=1&maxPages=1"))
			.build(), BodyHandlers.ofString());
		assertThat(answer.uri()).isEqualTo(this.home);
		assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text())
			.startsWith("'nonsense' is not an http or https URL");
	}

	private CrawlSummary crawl() throws InterruptedException {
		return this.jobs.run(new CrawlRequest(this.demoSite.home(), 3, 100));
	}

	private String get(String path) {
		return this.client.get().uri(path).accept(MediaType.TEXT_HTML).retrieve().requiredBody(String.class);
	}

	private void changeNotice(String notice) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("notice", notice);
		this.client.post()
			.uri("/demo-site/edit")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form)
			.retrieve()
			.toBodilessEntity();
	}

}
