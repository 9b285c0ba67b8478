package com.example.crawler.web;

import java.nio.charset.Charset;
import java.util.Optional;

import com.example.crawler.page.Page;
import com.example.crawler.page.PageRepository;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves what was fetched from elsewhere, byte for byte, in a sandbox: an origin of its
 * own, without scripts, forms and requests.
 */
@RestController
class StoredContentController {

	private static final String SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
			+ "frame-ancestors 'none'";

	private final PageRepository pages;

	StoredContentController(PageRepository pages) {
		this.pages = pages;
	}

	@GetMapping("/page/html")
	ResponseEntity<byte[]> html(@RequestParam PageUrl url, HttpServletResponse response) {
		Page page = this.pages.findById(url.value()).orElse(null);
		if (page == null || page.getHtml() == null) {
			return ResponseEntity.notFound().build();
		}
		MediaType type = new MediaType(MediaType.TEXT_HTML, Charset.forName(page.getCharset()));
		return sandboxed(page.getHtml(), type, response);
	}

	@GetMapping("/page/image")
	ResponseEntity<byte[]> image(@RequestParam PageUrl url, HttpServletResponse response) {
		Page page = this.pages.findById(url.value()).orElse(null);
		Optional<MediaType> type = (page != null) ? imageType(page) : Optional.empty();
		if (page == null || page.getCoverImage() == null || type.isEmpty()) {
			return ResponseEntity.notFound().build();
		}
		return sandboxed(page.getCoverImage(), type.get(), response);
	}

	// It is what another server has said, so it may be anything.
	private static Optional<MediaType> imageType(Page page) {
		try {
			String type = (page.getCoverImageType() != null) ? page.getCoverImageType() : "";
			return Optional.of(MediaType.parseMediaType(type))
				.filter((media) -> media.getType().equals("image") && media.isConcrete());
		}
		catch (InvalidMediaTypeException ex) {
			return Optional.empty();
		}
	}

	private static ResponseEntity<byte[]> sandboxed(byte[] content, MediaType type, HttpServletResponse response) {
		response.setHeader("Content-Security-Policy", SANDBOX);
		return ResponseEntity.ok().contentType(type).body(content);
	}

}
