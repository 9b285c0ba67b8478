package com.example.crawler;

import java.time.Instant;

import com.example.crawler.demo.DemoSite;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageCatalog;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.StoredAttribute;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "CRAWLER_BUCKET=my-bucket", "CRAWLER_PREFIX=crawled/", "CRAWLER_TABLE_PREFIX=my_" })
@ActiveProfiles("aws")
@Import(StandIns.class)
class AwsProfileTests {

	@Autowired
	private PageRepository pages;

	@Autowired
	private PageCatalog catalog;

	@Autowired
	private S3BackedOperations operations;

	@Autowired
	private ObjectProvider<DemoSite> demoSite;

	@Test
	void bucketPrefixAndTableAreTheOnesThatWereNamed() {
		Page page = new Page();
		page.setUrl("http://example.org/");
		page.setFetchedAt(Instant.EPOCH);
		page.setHtml(new byte[] { 1 });
		this.pages.save(page);
		assertThat(this.operations.findStoredAttributes(Page.class, this.operations.keyOf(page)))
			.extracting(StoredAttribute::uri)
			.allSatisfy((uri) -> assertThat(uri.toString()).startsWith("s3://my-bucket/crawled/my_page/"));
		assertThat(this.catalog.list(null, 10).pages()).hasSize(1);
	}

	@Test
	void thereIsNoDemoSite() {
		assertThat(this.demoSite.getIfAvailable()).isNull();
	}

}
