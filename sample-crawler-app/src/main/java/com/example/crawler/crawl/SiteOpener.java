package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.fetch.Fetcher;
import com.example.crawler.fetch.MediaKind;
import com.example.crawler.fetch.Request;
import com.example.crawler.fetch.Response;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;

import org.springframework.stereotype.Component;

/**
 * Reads a site's robots.txt, as RFC 9309 has it.
 */
@Component
class SiteOpener {

	// The RFC's least for a parser.
	private static final int MAX_SIZE = 500 * 1024;

	private static final int MAX_REDIRECTS = 5;

	private final CrawlerProperties properties;

	private final Fetcher fetcher;

	private final Ticker ticker;

	SiteOpener(CrawlerProperties properties, Fetcher fetcher, Ticker ticker) {
		this.properties = properties;
		this.fetcher = fetcher;
		this.ticker = ticker;
	}

	Site open(URI start, CountDownLatch stop) throws IOException {
		BaseRobotRules rules = readRules(start.resolve("/robots.txt"));
		Duration delay = this.properties.delay();
		if (rules.getCrawlDelay() > delay.toMillis()) {
			delay = Duration.ofMillis(rules.getCrawlDelay());
		}
		return new Site(Urls.siteOf(start), rules, new Pacer(delay, this.ticker, stop), this.fetcher);
	}

	private BaseRobotRules readRules(URI robots) throws IOException {
		URI url = robots;
		for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
			Response response = this.fetcher.fetch(new Request(url, MediaKind.ANY, MAX_SIZE));
			Optional<URI> target = redirectOf(url, response);
			if (target.isEmpty()) {
				return rulesOf(robots, response);
			}
			url = target.get();
		}
		throw new IOException(robots + " redirects more than " + MAX_REDIRECTS + " times");
	}

	private BaseRobotRules rulesOf(URI robots, Response response) throws IOException {
		SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
		byte[] body = (response.status() == 204) ? new byte[0] : response.body();
		if (body != null) {
			return parser.parseContent(robots.toString(), body, "text/plain", robotNames());
		}
		if (response.status() / 100 == 2) {
			throw new IOException(robots + " is answered with the status " + response.status());
		}
		return parser.failedFetch(response.status());
	}

	private static Optional<URI> redirectOf(URI url, Response response) {
		String location = response.isRedirect() ? response.location() : null;
		return Optional.ofNullable(location).flatMap((reference) -> Urls.resolve(url, reference));
	}

	private List<String> robotNames() {
		return List.of(this.properties.userAgent().split("/")[0].strip().toLowerCase(Locale.ROOT));
	}

}
