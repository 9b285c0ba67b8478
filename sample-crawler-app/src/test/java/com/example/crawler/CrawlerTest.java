package com.example.crawler;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * A test of the application on {@link StandIns}, all such tests sharing one. It may crawl
 * loopback addresses, and does so without delay.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
		properties = { "crawler.allow-private-addresses=127.0.0.1", "crawler.delay=0", "crawler.max-page-size=1MB",
				"crawler.max-image-size=1KB", "crawler.demo-site=false", "crawler.allowed-hosts=crawler.example.org" })
@AutoConfigureMockMvc
@Import({ StandIns.class, RecordedRequests.class })
public @interface CrawlerTest {

}
