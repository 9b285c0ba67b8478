package com.example.crawler.crawl;

import java.time.Duration;

/**
 * Waits for a while.
 */
@FunctionalInterface
interface Pause {

	void sleep(Duration duration) throws InterruptedException;

}
