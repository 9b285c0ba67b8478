package com.example.crawler.fetch;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * A {@code GET} request.
 *
 * @param url the http or https URL
 * @param kind what is looked for
 * @param maxSize the longest body to accept
 * @param etag the entity tag of the content at hand, or {@code null}
 * @param lastModified the time of the content at hand as its server put it, or
 * {@code null}
 */
public record Request(URI url, MediaKind kind, long maxSize, @Nullable String etag, @Nullable String lastModified) {

	public Request(URI url, MediaKind kind, long maxSize) {
		this(url, kind, maxSize, null, null);
	}

}
