package com.example.crawler.crawl;

import com.example.crawler.CrawlerProperties;
import com.example.crawler.page.Page;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * How much memory a page takes, at most.
 */
@Component
public class MemoryNeeds {

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

	/**
	 * Returns what it takes to read a stored page.
	 * @return the number of bytes
	 */
	public long ofStoredPage() {
		return COPIES * (this.maxPageSize + this.maxImageSize);
	}

	// The page that is stored, and the one that comes in its place.
	long ofVisit() {
		return 2 * ofStoredPage() + ofDocument(this.maxPageSize);
	}

	long ofVisit(byte @Nullable [] html, @Nullable Page known) {
		long size = (html != null) ? html.length : 0;
		long stored = (known != null && known.getHtml() != null) ? known.getHtml().length : 0;
		return COPIES * (size + stored + 2 * this.maxImageSize) + ofDocument(size);
	}

	private static long ofDocument(long size) {
		return DOCUMENT_PER_BYTE * Math.min(size, PageReader.MAX_PARSED);
	}

}
