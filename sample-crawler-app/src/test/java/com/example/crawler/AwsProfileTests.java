package com.example.crawler;

import java.time.Instant;
import java.util.List;

import com.example.crawler.demo.DemoSite;
import com.example.crawler.page.Page;
import com.example.crawler.page.PageContents;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.StoredAttribute;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = { "CRAWLER_BUCKET=my-bucket", "CRAWLER_PREFIX=crawled/", "CRAWLER_TABLE_PREFIX=my_" })
@ActiveProfiles("aws")
@Import(StandIns.class)
class AwsProfileTests {

	@Autowired
	private PageRepository pages;

	@Autowired
	private ObjectProvider<DemoSite> demoSite;

	@Test
	void bucketPrefixAndTableAreTheOnesThatWereNamed() {
		Page page = new Page();
		page.setUrl("http://example.org/");
		page.setFetchedAt(Instant.EPOCH);
		page.setHtml(new ByteArrayResource(new byte[] { 1 }));
		this.pages.save(page);
		List<Page> stored = this.pages.findAll(ScrollPosition.keyset(), Limit.of(10)).getContent();
		assertThat(stored).hasSize(1);
		assertThat(PageContents.partsOf(stored.get(0))).isNotEmpty()
			.extracting(StoredAttribute::uri)
			.allSatisfy((uri) -> assertThat(uri.toString()).startsWith("s3://my-bucket/crawled/my_page/"));
	}

	@Test
	void thereIsNoDemoSite() {
		assertThat(this.demoSite.getIfAvailable()).isNull();
	}

}
