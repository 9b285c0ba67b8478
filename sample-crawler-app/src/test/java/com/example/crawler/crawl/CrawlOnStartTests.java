package com.example.crawler.crawl;

import com.example.crawler.CrawlerTest;
import com.example.crawler.TestSite;
import com.example.crawler.page.PageRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@CrawlerTest
@ExtendWith(OutputCaptureExtension.class)
class CrawlOnStartTests {

	@Autowired
	private CrawlOnStart crawlOnStart;

	@Autowired
	private PageRepository pages;

	@Test
	void sitesOnTheCommandLineAreCrawledAndSummarized(CapturedOutput output) throws InterruptedException {
		try (TestSite one = TestSite.start().page("/", "one"); TestSite two = TestSite.start()) {
			this.crawlOnStart
				.run(new DefaultApplicationArguments("--crawl=" + one.url("/"), "--crawl=" + two.url("/")));
			assertThat(this.pages.existsById(one.url("/").toString())).isTrue();
			assertThat(output).contains("Crawled " + one.url("/") + ": 1 stored, 0 updated")
				.contains("failed " + two.url("/") + ": HTTP status 404");
		}
	}

	@Test
	void aUrlThatCannotBeCrawledIsSaidToBeNone() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.crawlOnStart.run(new DefaultApplicationArguments("--crawl=example.org")))
			.withMessageContaining("'example.org' is not an http or https URL");
	}

}
