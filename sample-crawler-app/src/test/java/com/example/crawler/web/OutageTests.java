package com.example.crawler.web;

import com.example.crawler.StandIns;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.testsupport.LocalDynamoDb;
import io.github.s3backed.testsupport.LocalS3;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "crawler.demo-site=false")
@AutoConfigureMockMvc
@Import(StandIns.class)
@DirtiesContext
class OutageTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private PageRepository pages;

	@Autowired
	private LocalDynamoDb dynamoDb;

	@Autowired
	private LocalS3 s3;

	@Test
	void aPageSaysWhatCannotBeReachedAndTheListNeedsDynamoDbAlone() throws Exception {
		Page page = new Page();
		page.setUrl("http://example.org/");
		page.setHtml(new ByteArrayResource(new byte[] { 1 }));
		page.setCoverImage(new ByteArrayResource(new byte[] { 1 }));
		page.setCoverImageType("image/png");
		this.pages.save(page);
		this.s3.close();
		assertThat(this.mvc.get().uri("/")).hasStatusOk().bodyText().contains("http://example.org/");
		assertUnavailable("/page?url=http://example.org/", "Amazon S3");
		assertUnavailable("/page/html?url=http://example.org/", "Amazon S3");
		assertUnavailable("/page/image?url=http://example.org/", "Amazon S3");
		this.dynamoDb.close();
		assertUnavailable("/page?url=http://example.org/", "Amazon DynamoDB");
		assertUnavailable("/", "Amazon DynamoDB");
	}

	private void assertUnavailable(String path, String service) throws Exception {
		MvcTestResult result = this.mvc.get().uri(path).accept(MediaType.TEXT_HTML).exchange();
		assertThat(result).hasStatus(503).hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
		assertThat(result).doesNotContainHeader("ETag").doesNotContainHeader("Accept-Ranges");
		assertThat(result).hasHeader("X-Content-Type-Options", "nosniff");
		assertThat(result.getResponse().getHeaders("Content-Security-Policy")).singleElement()
			.asString()
			.startsWith("default-src 'self'");
		assertThat(result.getResponse().getContentLengthLong()).isZero();
		assertThat(Jsoup.parse(result.getResponse().getContentAsString()).select("main").text())
			.startsWith("503 Service Unavailable " + service + " cannot be reached")
			.doesNotContain("127.0.0.1", this.s3.endpoint().getHost(), "sample-crawler", "Exception");
	}

}
