package com.example.crawler.crawl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.CrawlerTest;
import com.example.crawler.TestSite;
import com.example.crawler.TestSite.Answer;
import com.example.crawler.fetch.Fetcher;
import com.example.crawler.fetch.MediaKind;
import com.example.crawler.fetch.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@CrawlerTest
class SiteOpenerTests {

	private final TestSite server = TestSite.start();

	private final FakeTicker ticker = new FakeTicker();

	@Autowired
	private CrawlerProperties properties;

	@Autowired
	private Fetcher fetcher;

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void theCrawlDelayOfRobotsTxtIsKept() throws IOException, InterruptedException {
		robots("User-agent: *\nCrawl-delay: 7\n");
		Site site = open();
		site.fetch(new Request(this.server.url("/"), MediaKind.ANY, 100));
		site.fetch(new Request(this.server.url("/"), MediaKind.ANY, 100));
		assertThat(this.ticker.sleeps()).containsExactly(Duration.ofSeconds(7));
	}

	@Test
	void aSiteWithoutRobotsTxtAllowsEverything() throws IOException {
		assertThat(open().allows(this.server.url("/any"))).isTrue();
	}

	@Test
	void anEmptyAnswerForRobotsTxtAllowsEverything() throws IOException {
		this.server.put("/robots.txt", new Answer(204, Map.of(), new byte[0]));
		assertThat(open().allows(this.server.url("/any"))).isTrue();
	}

	@Test
	void anAnswerThatIsNotTheServersOwnIsNoRobotsTxt() {
		this.server.put("/robots.txt", new Answer(203, Map.of(), new byte[0]));
		assertThatIOException().isThrownBy(this::open).withMessageContaining("203");
	}

	@Test
	void aRedirectedRobotsTxtCounts() throws IOException {
		this.server.redirect("/robots.txt", 301, "/rules/robots.txt")
			.put("/rules/robots.txt", answer("User-agent: *\nDisallow: /any\n"));
		assertThat(open().allows(this.server.url("/any"))).isFalse();
		assertThat(open().allows(this.server.url("/other"))).isTrue();
	}

	@Test
	void aRobotsTxtThatRedirectsForEverIsAnError() {
		this.server.redirect("/robots.txt", 301, "/robots.txt");
		assertThatIOException().isThrownBy(this::open).withMessageContaining("redirects more than 5 times");
	}

	private Site open() throws IOException {
		return new SiteOpener(this.properties, this.fetcher, this.ticker).open(this.server.url("/"),
				new CountDownLatch(1));
	}

	private void robots(String content) {
		this.server.put("/robots.txt", answer(content));
	}

	private static Answer answer(String content) {
		return new Answer(200, Map.of("Content-Type", "text/plain"), content.getBytes(StandardCharsets.UTF_8));
	}

}
