package com.example.crawler.page;

import io.github.s3backed.S3BackedRepository;

/**
 * The stored pages, by URL.
 */
public interface PageRepository extends S3BackedRepository<Page> {

}
