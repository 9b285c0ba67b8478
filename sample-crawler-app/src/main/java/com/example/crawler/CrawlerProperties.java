package com.example.crawler;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the crawler.
 *
 * @param userAgent sent with every request; its name up to the slash is what robots.txt
 * is searched for
 * @param depth how many links to follow from the start, where a crawl does not say
 * @param maxPages how many pages to request, where a crawl does not say
 * @param delay time between two requests to a site; a longer one in robots.txt wins
 * @param workers how many pages are worked on at once
 * @param connectTimeout how long to wait for a connection
 * @param requestTimeout how long one request may take, to the last byte of its answer
 * @param maxPageSize the longest page that is stored
 * @param maxImageSize the longest cover image that is stored
 * @param allowPrivateAddresses addresses inside one's own network that may be crawled, as
 * {@code 192.168.1.7} or {@code 10.0.0.0/8}
 * @param allowedHosts host names beside those of the loopback interface under which the
 * application may be addressed, as {@code crawler.example.org}
 * @param demoSite whether to serve a small site at {@code /demo-site/}, allow its
 * address, and crawl it while nothing is stored
 */
@ConfigurationProperties("crawler")
public record CrawlerProperties(@DefaultValue("sample-crawler/1.0") String userAgent, @DefaultValue("3") int depth,
		@DefaultValue("200") int maxPages, @DefaultValue("500ms") Duration delay, @DefaultValue("4") int workers,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("30s") Duration requestTimeout,
		@DefaultValue("10MB") DataSize maxPageSize, @DefaultValue("2MB") DataSize maxImageSize,
		@DefaultValue List<String> allowPrivateAddresses, @DefaultValue List<String> allowedHosts,
		@DefaultValue("true") boolean demoSite) {

	public CrawlerProperties {
		Assert.hasText(userAgent, "'crawler.user-agent' must not be empty");
		Assert.isTrue(!delay.isNegative(), () -> "'crawler.delay' must not be negative, but is " + delay);
		Assert.isTrue(workers > 0, () -> "'crawler.workers' must be positive, but is " + workers);
		Assert.isTrue(connectTimeout.toMillis() > 0,
				() -> "'crawler.connect-timeout' must be positive, but is " + connectTimeout);
		Assert.isTrue(requestTimeout.toMillis() > 0,
				() -> "'crawler.request-timeout' must be positive, but is " + requestTimeout);
		assertFitsInMemory("crawler.max-page-size", maxPageSize);
		assertFitsInMemory("crawler.max-image-size", maxImageSize);
		allowPrivateAddresses = List.copyOf(allowPrivateAddresses);
		allowedHosts = List.copyOf(allowedHosts);
	}

	private static void assertFitsInMemory(String name, DataSize size) {
		Assert.isTrue(size.toBytes() > 0 && size.toMegabytes() <= 1024,
				() -> "'" + name + "' must be positive and at most 1024MB, but is " + size);
	}

}
