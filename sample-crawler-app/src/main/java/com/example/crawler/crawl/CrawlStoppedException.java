package com.example.crawler.crawl;

/**
 * A request is not made because the crawl is to end.
 */
final class CrawlStoppedException extends RuntimeException {

}
