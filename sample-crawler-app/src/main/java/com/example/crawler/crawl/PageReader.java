package com.example.crawler.crawl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.example.crawler.fetch.Response;
import com.example.crawler.page.Page;
import io.github.s3backed.S3BackedValue;
import org.jspecify.annotations.Nullable;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import org.springframework.beans.BeanUtils;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Makes a page of an answer.
 */
@Component
class PageReader {

	private static final int MAX_TITLE = 300;

	/**
	 * How many bytes of a page are looked into; a document takes many times its bytes.
	 */
	static final int MAX_PARSED = 2 * 1024 * 1024;

	// A small page with a long base can have links that fill the heap.
	private static final int MAX_LINKS = 10_000;

	private static final int MAX_LINK_CHARACTERS = 1_000_000;

	private final Clock clock;

	PageReader(Clock clock) {
		this.clock = clock;
	}

	Page read(URI url, Response response, byte[] html) throws IOException {
		Document document = parse(url, html, response.contentType());
		Page page = new Page();
		page.setUrl(url.toString());
		page.setSite(Urls.siteOf(url));
		page.setStatus(response.status());
		page.setContentType(response.contentType());
		page.setCharset(document.charset().name());
		page.setTitle(StringUtils.truncate(document.title(), MAX_TITLE));
		page.setFetchedAt(this.clock.instant());
		page.setEtag(response.etag());
		page.setLastModified(response.lastModified());
		page.setHtml(new ByteArrayResource(html));
		List<String> links = linksOf(document);
		page.setLinks(S3BackedValue.of(links));
		page.setLinkCount(links.size());
		page.setCoverImageUrl(coverImageOf(document, url));
		return page;
	}

	/**
	 * Makes a page of the answer that it has not changed.
	 */
	Page readAgain(Page known) {
		Page page = new Page();
		BeanUtils.copyProperties(known, page);
		page.setFetchedAt(this.clock.instant());
		return page;
	}

	private static Document parse(URI url, byte[] html, String contentType) throws IOException {
		return Jsoup.parse(new ByteArrayInputStream(html, 0, Math.min(html.length, MAX_PARSED)), charsetOf(contentType),
				url.toString());
	}

	// Without one, jsoup looks into the document.
	private static @Nullable String charsetOf(String contentType) {
		try {
			Charset charset = contentType.isEmpty() ? null : MediaType.parseMediaType(contentType).getCharset();
			return (charset != null) ? charset.name() : null;
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
	}

	private static List<String> linksOf(Document document) {
		Set<String> links = new LinkedHashSet<>();
		int characters = 0;
		for (Element link : document.select("a[href]")) {
			String url = Urls.normalize(link.absUrl("href")).map(URI::toString).orElse("");
			if (!url.isEmpty() && links.add(url)) {
				characters += url.length();
			}
			if (links.size() == MAX_LINKS || characters > MAX_LINK_CHARACTERS) {
				break;
			}
		}
		return List.copyOf(links);
	}

	private static @Nullable String coverImageOf(Document document, URI page) {
		Stream<String> announced = attributes(document, "meta[property=og:image]", "content");
		Stream<String> shown = attributes(document, "img[src]", "src");
		return Stream.concat(announced, shown)
			.flatMap((image) -> Urls.normalize(image).stream())
			.filter((image) -> Urls.siteOf(image).equals(Urls.siteOf(page)))
			.findFirst()
			.map(URI::toString)
			.orElse(null);
	}

	private static Stream<String> attributes(Document document, String selector, String attribute) {
		return document.select(selector).stream().map((Element element) -> element.absUrl(attribute));
	}

}
