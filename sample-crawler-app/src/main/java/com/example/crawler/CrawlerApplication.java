package com.example.crawler;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the crawler and its web pages. {@code --crawl=https://example.org/} crawls that
 * site first, and {@code --exit} ends the application afterwards instead of serving what
 * is stored.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CrawlerApplication {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(CrawlerApplication.class, args);
		if (context.getBean(ApplicationArguments.class).containsOption("exit")) {
			System.exit(SpringApplication.exit(context));
		}
	}

}
