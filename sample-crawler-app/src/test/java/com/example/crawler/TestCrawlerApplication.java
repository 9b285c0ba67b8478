package com.example.crawler;

import org.springframework.boot.SpringApplication;

/**
 * The application on {@link StandIns}, as {@code spring-boot:test-run} starts it.
 */
public final class TestCrawlerApplication {

	private TestCrawlerApplication() {
	}

	public static void main(String[] args) {
		SpringApplication.from(CrawlerApplication::main).with(StandIns.class).run(args);
	}

}
