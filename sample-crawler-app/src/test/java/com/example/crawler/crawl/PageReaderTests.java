package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import com.example.crawler.fetch.Response;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageContents;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageReaderTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final PageReader reader = new PageReader(Clock.fixed(NOW, ZoneOffset.UTC));

	@Test
	void attributesAreTakenFromTheAnswerAndTheDocument() throws IOException {
		Page page = read("text/html; charset=UTF-8", "<title>A  title</title>", StandardCharsets.UTF_8);
		assertThat(page.getUrl()).isEqualTo("http://example.org:8080/dir/page");
		assertThat(page.getSite()).isEqualTo("example.org:8080");
		assertThat(page.getTitle()).isEqualTo("A title");
		assertThat(page.getStatus()).isEqualTo(200);
		assertThat(PageContents.lengthOf(page.getHtml())).isEqualTo(23);
		assertThat(page.getFetchedAt()).isEqualTo(NOW);
		assertThat(page.getEtag()).isEqualTo("\"1\"");
	}

	@Test
	void linksAreAbsoluteAndNamedOnce() throws IOException {
		Page page = read("text/html",
				"<a href='a'></a><a href='./a#b'></a><a href='/c'></a>"
						+ "<a href='https://other.example/'></a><a href='mailto:x@y'></a><a name='z'></a>",
				StandardCharsets.UTF_8);
		assertThat(page.getLinks().get()).containsExactly("http://example.org:8080/dir/a", "http://example.org:8080/c",
				"https://other.example/");
		assertThat(page.getLinkCount()).isEqualTo(3);
	}

	@Test
	void noMoreLinksAreTakenThanFitIntoMemory() throws IOException {
		StringBuilder html = new StringBuilder();
		for (int i = 0; i < 10_001; i++) {
			html.append("<a href=").append(i).append("></a>");
		}
		assertThat(read("text/html", html.toString(), StandardCharsets.UTF_8).getLinks().get()).hasSize(10_000);
	}

	@Test
	void noLongerLinksAreTakenThanFitIntoMemory() throws IOException {
		StringBuilder html = new StringBuilder("<base href='/" + "x".repeat(1_000) + "/'>");
		for (int i = 0; i < 10_000; i++) {
			html.append("<a href=").append(i).append("></a>");
		}
		assertThat(read("text/html", html.toString(), StandardCharsets.UTF_8).getLinks().get()).hasSizeBetween(900,
				1_000);
	}

	@Test
	void noMoreOfAPageIsLookedIntoThanFitsIntoMemory() throws IOException {
		String html = "<a href='a'></a>" + " ".repeat(PageReader.MAX_PARSED) + "<a href='b'></a>";
		Page page = read("text/html", html, StandardCharsets.UTF_8);
		assertThat(page.getLinks().get()).containsExactly("http://example.org:8080/dir/a");
		assertThat(PageContents.lengthOf(page.getHtml())).isEqualTo(html.length());
	}

	@Test
	void theBaseOfTheDocumentCounts() throws IOException {
		Page page = read("text/html", "<base href='/other/'><a href='a'></a>", StandardCharsets.UTF_8);
		assertThat(page.getLinks().get()).containsExactly("http://example.org:8080/other/a");
	}

	@Test
	void theCoverIsTheAnnouncedImageOrTheFirstOfTheSite() throws IOException {
		String images = "<img src='https://cdn.example/a.png'><img src='data:image/png,x'><img src='b.png'>";
		assertThat(read("text/html", images, StandardCharsets.UTF_8).getCoverImageUrl())
			.isEqualTo("http://example.org:8080/dir/b.png");
		assertThat(read("text/html", images + "<meta property='og:image' content='/c.png'>", StandardCharsets.UTF_8)
			.getCoverImageUrl()).isEqualTo("http://example.org:8080/c.png");
	}

	@Test
	void theCharsetIsTheAnswersOrElseTheDocuments() throws IOException {
		Charset latin = StandardCharsets.ISO_8859_1;
		assertThat(read("text/html; charset=ISO-8859-1", "<title>é</title>", latin).getTitle()).isEqualTo("é");
		Page page = read("text/html", "<meta charset='ISO-8859-1'><title>é</title>", latin);
		assertThat(page.getTitle()).isEqualTo("é");
		assertThat(page.getCharset()).isEqualTo("ISO-8859-1");
	}

	@Test
	void aCharsetThatDoesNotExistIsPassedOver() throws IOException {
		assertThat(read("text/html; charset=klingon", "<title>é</title>", StandardCharsets.UTF_8).getTitle())
			.isEqualTo("é");
		assertThat(read("nonsense", "<meta charset='klingon'><title>é</title>", StandardCharsets.UTF_8).getTitle())
			.isEqualTo("é");
	}

	private Page read(String contentType, String html, Charset charset) throws IOException {
		return this.reader.read(URI.create("http://example.org:8080/dir/page"),
				new Response(200, contentType, null, "\"1\"", null, null), html.getBytes(charset));
	}

}
