package com.example.crawler.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import com.example.crawler.CrawlerTest;
import com.example.crawler.RecordedRanges;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.testsupport.RequestCounter;
import io.github.s3backed.testsupport.RequestCounter.Transmission;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@CrawlerTest
class PagesTests {

	private static final String URL = "http://example.org/?a=1&b=<i>";

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private PageRepository pages;

	@Autowired
	private RequestCounter requests;

	@Autowired
	private RecordedRanges ranges;

	@Autowired
	private S3Client s3;

	@BeforeEach
	void forgetPages() {
		this.pages.deleteAll();
	}

	@Test
	void detailShowsHtmlAsTextAndWhereEachPartLies() throws Exception {
		this.pages.save(page(URL, "<script>alert('page')</script>"));
		Document detail = get("/page", URL);
		assertThat(detail.select("script")).isEmpty();
		assertThat(detail.selectFirst("h1").text()).isEqualTo("<b>Title</b>");
		assertThat(detail.selectFirst("pre").wholeText()).isEqualTo("<script>alert('page')</script>");
		assertThat(detail.text()).contains("s3://", URL);
		assertThat(detail.select("a[href^=/page/html]")).hasSize(1);
	}

	@Test
	void detailShowsTheBeginningOfALongPage() throws Exception {
		this.pages.save(page(URL, "x".repeat(100_001)));
		Document detail = get("/page", URL);
		assertThat(detail.selectFirst("pre").wholeText()).hasSize(100_000);
		assertThat(detail.text()).contains("This is the beginning");
		this.pages.save(page(URL, "x".repeat(100_000)));
		detail = get("/page", URL);
		assertThat(detail.selectFirst("pre").wholeText()).hasSize(100_000);
		assertThat(detail.text()).doesNotContain("This is the beginning");
	}

	@Test
	void detailReadsTheHtmlAndNothingElse() throws Exception {
		saveImage(new byte[] { 1, 2, 3 });
		Document detail = get("/page", URL);
		assertThat(detail.text()).contains("html", "links", "coverImage");
		assertThat(this.requests.counts()).isEqualTo(Map.of("GetItem", 1L, "GetObject", 1L));
		assertThat(this.requests.transmissions("GetObject").get(0).key()).contains("/html/");
	}

	@Test
	void storedHtmlIsServedAsItIsInASandbox() {
		byte[] html = "<script>\u00e9</script>".getBytes(StandardCharsets.ISO_8859_1);
		Page page = page(URL, "");
		page.setHtml(new ByteArrayResource(html));
		page.setCharset("ISO-8859-1");
		this.pages.save(page);
		MvcTestResult result = this.mvc.get().uri("/page/html?url={url}", URL).exchange();
		assertThat(result).hasStatusOk()
			.hasContentType("text/html;charset=ISO-8859-1")
			.hasHeader("X-Content-Type-Options", "nosniff");
		assertThat(result.getResponse().getHeaders("Content-Security-Policy")).singleElement()
			.asString()
			.startsWith("sandbox; default-src 'none';");
		assertThat(result.getResponse().getContentAsByteArray()).isEqualTo(html);
	}

	@Test
	void aStoredImageIsServedInASandbox() {
		Page page = page(URL, "");
		page.setCoverImage(new ByteArrayResource(new byte[] { 1, 2, 3 }));
		page.setCoverImageType("image/svg+xml");
		this.pages.save(page);
		MvcTestResult result = this.mvc.get().uri("/page/image?url={url}", URL).exchange();
		assertThat(result).hasStatusOk().hasContentType("image/svg+xml").hasHeader("X-Content-Type-Options", "nosniff");
		assertThat(result.getResponse().getHeader("Content-Security-Policy")).startsWith("sandbox;");
		assertThat(result.getResponse().getContentAsByteArray()).containsExactly(1, 2, 3);
	}

	@Test
	void anImageIsSentFromS3AsItIsWithItsLengthAndItsChecksum() throws Exception {
		byte[] image = saveImage(random(300_000));
		MvcTestResult result = image().exchange();
		assertThat(result).hasStatusOk()
			.hasHeader("Content-Length", "300000")
			.hasHeader("Accept-Ranges", "bytes")
			.hasHeader("ETag", etag(image));
		assertThat(result.getResponse().getContentAsByteArray()).isEqualTo(image);
		assertThat(this.requests.counts()).isEqualTo(Map.of("GetItem", 1L, "GetObject", 1L));
		assertThat(this.ranges.headers()).containsExactly("");
	}

	@ParameterizedTest
	@CsvSource({ "bytes=100000-100009, 100000, 100009", "bytes=-10, 299990, 299999", "bytes=0-0, 0, 0",
			"bytes=299999-, 299999, 299999" })
	void aRangeOfAnImageIsARangeOfItsObject(String range, int first, int last) throws Exception {
		byte[] image = saveImage(random(300_000));
		MvcTestResult result = image().header("Range", range).exchange();
		assertThat(result).hasStatus(206).hasHeader("Content-Range", "bytes " + first + "-" + last + "/300000");
		assertThat(result.getResponse().getContentAsByteArray()).isEqualTo(Arrays.copyOfRange(image, first, last + 1));
		assertThat(this.requests.counts()).isEqualTo(Map.of("GetItem", 1L, "GetObject", 1L));
		assertThat(this.ranges.headers()).containsExactly((first > 0) ? "bytes=" + first + "-299999" : "");
	}

	@Test
	void aRangeThatAnImageDoesNotHaveIsRefusedAndNothingIsRead() throws Exception {
		saveImage(random(10));
		assertThat(image().header("Range", "bytes=10-")).hasStatus(416).hasHeader("Content-Range", "bytes */10");
		assertThat(this.requests.counts()).isEqualTo(Map.of("GetItem", 1L));
	}

	@Test
	void aRangeOfAnotherContentThanIsStoredGetsAllOfIt() throws Exception {
		byte[] image = saveImage(random(1_000));
		MvcTestResult other = image().header("Range", "bytes=1-2").header("If-Range", "\"other\"").exchange();
		assertThat(other).hasStatusOk().hasHeader("Content-Length", "1000");
		assertThat(other.getResponse().getContentAsByteArray()).isEqualTo(image);
		assertThat(image().header("Range", "bytes=1-2").header("If-Range", etag(image))).hasStatus(206);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page/image", "/page/html" })
	void whatABrowserHasAlreadyIsNotRead(String path) throws Exception {
		saveImage(random(1_000));
		String etag = this.mvc.get().uri(path + "?url={url}", URL).exchange().getResponse().getHeader("ETag");
		this.requests.clear();
		assertThat(this.mvc.get().uri(path + "?url={url}", URL).header("If-None-Match", etag)).hasStatus(304);
		MvcTestResult head = this.mvc.head().uri(path + "?url={url}", URL).exchange();
		assertThat(head).hasStatusOk().hasHeader("ETag", etag).containsHeader("Content-Length");
		assertThat(this.requests.counts()).isEqualTo(Map.of("GetItem", 2L));
	}

	@Test
	void aRangeOfCompressedHtmlIsCutFromIt() throws Exception {
		this.pages.save(page(URL, "0123456789".repeat(1_000)));
		assertThat(this.mvc.get().uri("/page/html?url={url}", URL).header("Range", "bytes=5000-5009")).hasStatus(206)
			.bodyText()
			.isEqualTo("0123456789");
	}

	@Test
	void anImageThatWasAlteredBehindOurBackIsNotShown() throws Exception {
		saveImage(random(1_000));
		Transmission read = readImage();
		this.s3.putObject((it) -> it.bucket(read.bucket()).key(read.key()), RequestBody.fromBytes(new byte[1_000]));
		MvcTestResult result = image().accept(MediaType.TEXT_HTML).exchange();
		assertThat(result).hasStatus(500).doesNotContainHeader("ETag").bodyText().contains("damaged");
	}

	@Test
	void anImageThatWasRemovedBehindOurBackIsSaidToBe() throws Exception {
		saveImage(random(1_000));
		Transmission read = readImage();
		this.s3.deleteObject((it) -> it.bucket(read.bucket()).key(read.key()));
		assertThat(image().accept(MediaType.TEXT_HTML)).hasStatus(500).bodyText().contains("damaged");
	}

	@Test
	void aLongImageThatWasAlteredBreaksOffBeforeItsEnd() throws Exception {
		saveImage(random(300_000));
		Transmission read = readImage();
		this.s3.putObject((it) -> it.bucket(read.bucket()).key(read.key()), RequestBody.fromBytes(new byte[300_000]));
		MvcTestResult result = image().exchange();
		assertThat(result).failure().hasCauseInstanceOf(CorruptObjectException.class);
	}

	private Transmission readImage() throws Exception {
		image().exchange();
		return this.requests.transmissions("GetObject").get(0);
	}

	private byte[] saveImage(byte[] image) {
		Page page = page(URL, "text");
		page.setCoverImage(new ByteArrayResource(image));
		page.setCoverImageType("image/png");
		this.pages.save(page);
		this.requests.clear();
		this.ranges.clear();
		return image;
	}

	private MockMvcTester.MockMvcRequestBuilder image() {
		return this.mvc.get().uri("/page/image?url={url}", URL);
	}

	private static String etag(byte[] content) throws NoSuchAlgorithmException {
		return '"' + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)) + '"';
	}

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/html", "application/javascript", "image", "image/*", "", "image/png; charset=\"" })
	void anImageThatIsNoneIsNotServed(String type) {
		Page page = page(URL, "");
		page.setCoverImage(new ByteArrayResource(new byte[] { 1 }));
		page.setCoverImageType(type);
		this.pages.save(page);
		assertThat(this.mvc.get().uri("/page/image?url={url}", URL)).hasStatus(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page", "/page/html", "/page/image" })
	void whatIsNotStoredIsNotFound(String path) {
		assertThat(this.mvc.get().uri(path + "?url={url}", "http://example.org/none")).hasStatus(404);
	}

	@Test
	void theListGoesOnWithoutReadingContents() throws Exception {
		IntStream.range(0, 120)
			.forEach((number) -> this.pages.save(page("http://example.org/" + number, "<p>" + number)));
		this.requests.clear();
		int seen = 0;
		for (String next = "/"; !next.isEmpty();) {
			Document list = Jsoup
				.parse(this.mvc.get().uri(URI.create(next)).exchange().getResponse().getContentAsString());
			seen += list.select("tbody a").size();
			next = list.select("a[rel=next]").attr("href");
		}
		assertThat(seen).isEqualTo(120);
		assertThat(this.requests.counts()).containsOnlyKeys("Scan").containsEntry("Scan", 3L);
	}

	@Test
	void aPageIsDeleted() {
		this.pages.save(page(URL, ""));
		assertThat(this.mvc.post().uri("/page/delete").param("url", URL).header("Sec-Fetch-Site", "same-origin"))
			.hasStatus3xxRedirection();
		assertThat(this.pages.existsById(URL)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cross-site", "same-site", "nonsense" })
	void aFormOfAnotherSiteIsRefused(String site) {
		this.pages.save(page(URL, ""));
		assertThat(this.mvc.post().uri("/page/delete").param("url", URL).header("Sec-Fetch-Site", site)).hasStatus(403);
		assertThat(this.pages.existsById(URL)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://evil.example", "null", "http://localhost:81", "http://localhost.evil.example", "%%" })
	void aFormOfAnotherOriginIsRefusedInABrowserThatSaysNoMore(String origin) {
		assertThat(this.mvc.post()
			.uri("/page/delete")
			.param("url", URL)
			.header("Host", "localhost")
			.header("Origin", origin)).hasStatus(403);
	}

	@Test
	void aFormOfTheSameOriginIsAcceptedInABrowserThatSaysNoMore() {
		assertThat(this.mvc.post()
			.uri("/page/delete")
			.param("url", URL)
			.header("Host", "localhost:8080")
			.header("Origin", "http://localhost:8080")).hasStatus3xxRedirection();
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:///etc/passwd", "example.org", "" })
	void aUrlThatCannotBeCrawledIsSaidToBeNone(String url) {
		assertThat(crawl(url, "1", "1").getMvcResult().getFlashMap().get("error")).asString()
			.isEqualTo("'" + url + "' is not an http or https URL that can be crawled");
	}

	@Test
	void limitsOutOfRangeAreSaidToBe() {
		assertThat(crawl("http://example.org/", "-1", "1").getMvcResult().getFlashMap().get("error")).asString()
			.isEqualTo("The depth must not be negative");
		assertThat(crawl("http://example.org/", "1", "0").getMvcResult().getFlashMap().get("error")).asString()
			.startsWith("The number of pages must be from 1 to");
		assertThat(crawl("http://example.org/", "one", "1")).hasStatus(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:80", "127.1.2.3", "[::1]:8080",
			"crawler.example.org", "Crawler.Example.Org:8443" })
	void hostsOfThisMachineAndThoseAllowedAreServed(String host) {
		assertThat(this.mvc.get().uri("/").header("Host", host)).hasStatusOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
			"evil.crawler.example.org", "192.0.2.1", "[2001:db8::1]", "localhost:80:80", "" })
	void anotherHostIsNotServed(String host) {
		assertThat(this.mvc.get().uri("/").header("Host", host)).hasStatus(421);
		assertThat(this.mvc.post()
			.uri("/crawl")
			.param("url", "http://example.org/")
			.param("depth", "1")
			.param("maxPages", "1")
			.header("Sec-Fetch-Site", "same-origin")
			.header("Host", host)).hasStatus(421);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/page?url={url}", "/page/html?url={url}", "/page/image?url={url}", "/?after={url}" })
	void aUrlThatNoPageCanHaveIsABadRequest(String path) throws Exception {
		for (String url : List.of("", " ", "x".repeat(2049), "\u00e9".repeat(1025))) {
			MvcTestResult result = this.mvc.get().uri(path, url).accept(MediaType.TEXT_HTML).exchange();
			assertThat(result).hasStatus(400);
			assertThat(Jsoup.parse(result.getResponse().getContentAsString()).select("main").text())
				.startsWith("400 Bad Request The URL of a page ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "3000" })
	void aUrlThatNoPageCanHaveCannotBeDeleted(String length) {
		String url = length.isEmpty() ? "" : "x".repeat(Integer.parseInt(length));
		assertThat(this.mvc.post().uri("/page/delete").param("url", url)).hasStatus(400);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "one", "1e3", "99999999999", "1.5" })
	void aLimitThatIsNoNumberIsABadRequest(String limit) {
		assertThat(crawl("http://example.org/", limit, "1")).hasStatus(400);
		assertThat(crawl("http://example.org/", "1", limit)).hasStatus(400);
	}

	@Test
	void anOverlongUrlToCrawlIsNotRepeatedWhole() {
		assertThat(crawl("x".repeat(5_000), "1", "1").getMvcResult().getFlashMap().get("error")).asString()
			.hasSizeLessThan(400)
			.endsWith("is not an http or https URL that can be crawled");
	}

	@Test
	void theLargestPagesComeFirstAndTheListSaysWhatForTheyAreThere() throws Exception {
		IntStream.of(1, 500_000, 3)
			.forEach((size) -> this.pages.save(page("http://example.org/" + size, "x".repeat(size))));
		Document list = Jsoup.parse(this.mvc.get().uri("/").exchange().getResponse().getContentAsString());
		assertThat(list.select("tbody a").eachAttr("href").get(0)).endsWith("500000");
		assertThat(list.select(".tag")).hasSize(1);
		assertThat(list.select(".lead").text()).contains("400 KB", "S3", "DynamoDB", "save");
		assertThat(list.select("meta[http-equiv=refresh]")).isEmpty();
	}

	private MvcTestResult crawl(String url, String depth, String maxPages) {
		return this.mvc.post()
			.uri("/crawl")
			.param("url", url)
			.param("depth", depth)
			.param("maxPages", maxPages)
			.exchange();
	}

	private Document get(String path, String url) throws Exception {
		MvcTestResult result = this.mvc.get().uri(path + "?url={url}", url).accept(MediaType.TEXT_HTML).exchange();
		assertThat(result).hasStatusOk();
		return Jsoup.parse(result.getResponse().getContentAsString());
	}

	private static Page page(String url, String html) {
		Page page = new Page();
		page.setUrl(url);
		page.setSite("example.org");
		page.setTitle("<b>Title</b>");
		page.setStatus(200);
		page.setFetchedAt(Instant.parse("2026-01-02T03:04:05Z"));
		page.setHtml(new ByteArrayResource(html.getBytes(StandardCharsets.UTF_8)));
		return page;
	}

}
