package com.example.crawler.crawl;

import java.net.URI;
import java.util.List;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.demo.DemoSite;
import com.example.crawler.page.PageRepository;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.stereotype.Component;

/**
 * Crawls what the command line names with {@code --crawl=}, once or several times. Where
 * it names nothing and nothing is stored, the demo site is crawled, so that there is
 * something to see.
 */
@Component
class CrawlOnStart implements ApplicationRunner {

	private final CrawlerProperties properties;

	private final CrawlJobs jobs;

	private final PageRepository pages;

	private final ObjectProvider<DemoSite> demoSite;

	CrawlOnStart(CrawlerProperties properties, CrawlJobs jobs, PageRepository pages,
			ObjectProvider<DemoSite> demoSite) {
		this.properties = properties;
		this.jobs = jobs;
		this.pages = pages;
		this.demoSite = demoSite;
	}

	@Override
	public void run(ApplicationArguments arguments) throws InterruptedException {
		List<String> urls = arguments.getOptionValues("crawl");
		if (urls == null) {
			this.demoSite.ifAvailable(this::crawlIfNothingIsStored);
			return;
		}
		for (String url : urls) {
			System.out.println(this.jobs.run(request(url)));
		}
	}

	private void crawlIfNothingIsStored(DemoSite site) {
		URI home = site.home();
		if (this.pages.findAll(ScrollPosition.keyset(), Limit.of(1)).isEmpty()) {
			this.jobs.start(request(home.toString()));
		}
	}

	private CrawlRequest request(String url) {
		return CrawlRequest.of(url, this.properties.depth(), this.properties.maxPages());
	}

}
