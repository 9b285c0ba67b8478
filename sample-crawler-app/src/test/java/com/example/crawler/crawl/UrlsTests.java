package com.example.crawler.crawl;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UrlsTests {

	@ParameterizedTest
	@CsvSource({ "HTTP://Example.ORG, http://example.org/", "https://example.org:443/a, https://example.org/a",
			"http://example.org:80/, http://example.org/", "http://example.org:/, http://example.org/",
			"http://example.org:8080/a#b?c, http://example.org:8080/a",
			"http://example.org/a/../b/./c, http://example.org/b/c",
			"http://example.org/a b|c, http://example.org/a%20b%7Cc",
			"http://example.org?a=%, http://example.org/?a=%25",
			"http://example.org/ä𝒳, http://example.org/%C3%A4%F0%9D%92%B3",
			"http://Bücher.example/, http://xn--bcher-kva.example/", "' http://example.org/ ', http://example.org/" })
	void formsOfOneUrlBecomeOne(String url, String normalized) {
		assertThat(Urls.normalize(url)).contains(URI.create(normalized));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://example.org/web/http://example.org//a/", "http://example.org/?b=1&a=&&a=2",
			"http://example.org/%41%2f%2F/", "http://[2606:4700::1111]:8080/a;b=c" })
	void whatAServerMayTellApartStaysAsItIs(String url) {
		assertThat(Urls.normalize(url)).contains(URI.create(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "example.org", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)",
			"mailto:a@example.org", "data:text/html,x", "http://", "http:///a", "http://user:secret@example.org/",
			"http://user@example.org/", "jar:http://example.org/a.jar!/", "http://example.org:0/",
			"http://example.org:65536/", "http://exa mple.org/", "http://-/", "http://[::1/" })
	void whatCannotBeCrawledIsNoUrl(String url) {
		assertThat(Urls.normalize(url)).isEmpty();
	}

	@Test
	void aUrlThatCannotBeAKeyIsNoUrl() {
		assertThat(Urls.normalize("http://example.org/" + "a".repeat(2029))).isPresent();
		assertThat(Urls.normalize("http://example.org/" + "a".repeat(2030))).isEmpty();
	}

	@Test
	void aSiteKeepsItsNameOnHttps() {
		assertThat(Urls.siteOf(URI.create("https://example.org/"))).isEqualTo("example.org")
			.isEqualTo(Urls.siteOf(URI.create("http://example.org/")));
		assertThat(Urls.siteOf(URI.create("http://example.org:8080/"))).isEqualTo("example.org:8080");
	}

}
