package com.example.crawler.crawl;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.example.crawler.CrawlerTest;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import com.example.crawler.page.PageRepository;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

@CrawlerTest
class CrawlJobsTests {

	@Autowired
	private CrawlJobs jobs;

	@Autowired
	private PageRepository pages;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void aCrawlThatIsStoppedEndsSoonAndSaysHowFarItCame() throws Exception {
		try (TestSite site = TestSite.start()) {
			site.page("/", "<a href='/two'></a><a href='/three'></a>")
				.put("/robots.txt", new Answer(200, Map.of("Content-Type", "text/plain"),
						"User-agent: *\nCrawl-delay: 200\n".getBytes(StandardCharsets.UTF_8)));
			this.jobs.start(CrawlRequest.of(site.url("/").toString(), 3, 10));
			Awaitility.await()
				.until(() -> this.jobs.running().filter((crawl) -> crawl.summary().visited() == 1).isPresent());
			assertThat(show().select("#progress").text())
				.isEqualTo("Crawling " + site.url("/") + ", 1 of 3 pages found so far");
			assertThat(this.mvc.post().uri("/crawl/stop").header("Sec-Fetch-Site", "same-origin"))
				.hasStatus3xxRedirection();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> this.jobs.running().isEmpty());
			assertThat(site.requests()).containsExactly("/robots.txt", "/");
			assertThat(this.pages.existsById(site.url("/").toString())).isTrue();
			Document list = show();
			assertThat(list.select("#outcome .message").text()).isEqualTo("It was stopped after 1 of 3 pages found.");
			assertThat(list.select("#progress").text()).isEmpty();
			assertThat(list.select("#stop form")).isEmpty();
		}
	}

	@Test
	void stoppingWithoutACrawlDoesNothing() {
		assertThat(this.mvc.post().uri("/crawl/stop")).hasStatus3xxRedirection();
		assertThat(this.jobs.running()).isEmpty();
	}

	private Document show() throws Exception {
		return Jsoup.parse(this.mvc.get().uri("/").exchange().getResponse().getContentAsString());
	}

}
