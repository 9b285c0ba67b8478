package com.example.crawler.crawl;

import com.example.crawler.CrawlerProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * How much memory a page takes, at most.
 */
@Component
class MemoryNeeds {

	// As it comes from a socket in pieces and is put together, is compressed, and is
	// sent.
	private static final int COPIES = 4;

	// Tags of three characters, each an element with a text.
	private static final int DOCUMENT_PER_BYTE = 40;

	private final long maxPageSize;

	private final long maxImageSize;

	MemoryNeeds(CrawlerProperties properties) {
		this.maxPageSize = properties.maxPageSize().toBytes();
		this.maxImageSize = properties.maxImageSize().toBytes();
	}

	// Before it is fetched. Of the page that is stored only its links are read, if any.
	long ofVisit() {
		return ofVisit(this.maxPageSize);
	}

	long ofVisit(byte @Nullable [] html) {
		return ofVisit((html != null) ? html.length : 0);
	}

	private long ofVisit(long size) {
		return COPIES * (size + this.maxImageSize) + ofDocument(size);
	}

	private static long ofDocument(long size) {
		return DOCUMENT_PER_BYTE * Math.min(size, PageReader.MAX_PARSED);
	}

}
