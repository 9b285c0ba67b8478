package com.example.crawler.crawl;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.example.crawler.fetch.MediaKind;
import com.example.crawler.fetch.Request;
import com.example.crawler.fetch.Response;
import com.example.crawler.page.Page;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * Fetches the cover images of a site's pages.
 */
final class CoverImages {

	private static final Log logger = LogFactory.getLog(CoverImages.class);

	// Many sites announce the same image on all of their pages.
	private static final int REMEMBERED = 8;

	private final Site site;

	private final long maxSize;

	private final Map<URI, Optional<Response>> recent = new LinkedHashMap<>();

	CoverImages(Site site, long maxSize) {
		this.site = site;
		this.maxSize = maxSize;
	}

	void addTo(Page page, @Nullable Page known) throws InterruptedException {
		page.setCoverImageType(null);
		page.setCoverImage(null);
		String url = page.getCoverImageUrl();
		if (url == null || !this.site.allows(URI.create(url))) {
			return;
		}
		try {
			find(URI.create(url)).ifPresent((image) -> {
				page.setCoverImageType(image.contentType());
				page.setCoverImage(resource(image.body()));
			});
		}
		catch (IOException ex) {
			logger.debug("No cover image from " + url, ex);
			if (known != null && url.equals(known.getCoverImageUrl())) {
				page.setCoverImageType(known.getCoverImageType());
				page.setCoverImage(known.getCoverImage());
			}
		}
	}

	private static @Nullable Resource resource(byte @Nullable [] body) {
		return (body != null) ? new ByteArrayResource(body) : null;
	}

	private Optional<Response> find(URI url) throws IOException, InterruptedException {
		Optional<Response> remembered = recall(url);
		if (remembered != null) {
			return remembered;
		}
		Response response = this.site.fetch(new Request(url, MediaKind.IMAGE, this.maxSize));
		if (response.status() >= 500) {
			throw new IOException("HTTP status " + response.status());
		}
		Optional<Response> image = Optional.of(response).filter((answer) -> answer.body() != null);
		remember(url, image);
		return image;
	}

	@SuppressWarnings("OptionalAssignedToNull")
	private synchronized @Nullable Optional<Response> recall(URI url) {
		return this.recent.get(url);
	}

	private synchronized void remember(URI url, Optional<Response> image) {
		this.recent.put(url, image);
		if (this.recent.size() > REMEMBERED) {
			this.recent.remove(this.recent.keySet().iterator().next());
		}
	}

}
