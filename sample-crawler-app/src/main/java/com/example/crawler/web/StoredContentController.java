package com.example.crawler.web;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.function.Function;

import com.example.crawler.page.Page;
import com.example.crawler.page.PageContents;
import com.example.crawler.page.PageRepository;
import io.github.s3backed.StoredAttribute;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves what was fetched from elsewhere, byte for byte, in a sandbox: an origin of its
 * own, without scripts, forms and requests. The bytes go from S3 to the browser without
 * being held, and only those that it has not and asks for.
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
	ResponseEntity<Resource> html(@RequestParam PageUrl url, HttpMethod method, @RequestHeader HttpHeaders headers,
			HttpServletResponse response) throws IOException {
		return serve(url, Page::getHtml, StoredContentController::htmlType, new Wish(method, headers), response);
	}

	@GetMapping("/page/image")
	ResponseEntity<Resource> image(@RequestParam PageUrl url, HttpMethod method, @RequestHeader HttpHeaders headers,
			HttpServletResponse response) throws IOException {
		return serve(url, Page::getCoverImage, StoredContentController::imageType, new Wish(method, headers), response);
	}

	private ResponseEntity<Resource> serve(PageUrl url, Function<Page, @Nullable Resource> part,
			Function<Page, Optional<MediaType>> typeOf, Wish wish, HttpServletResponse response) throws IOException {
		Page page = this.pages.findById(url.value()).orElse(null);
		Resource content = (page != null) ? part.apply(page) : null;
		Optional<MediaType> type = (page != null) ? typeOf.apply(page) : Optional.empty();
		if (content == null || type.isEmpty()) {
			return ResponseEntity.notFound().build();
		}
		response.setHeader(BrowserDefenceFilter.CONTENT_SECURITY_POLICY, SANDBOX);
		String etag = PageContents.stored(content).map(StoredAttribute::sha256).map("\"%s\""::formatted).orElse(null);
		BodyBuilder answer = ResponseEntity.ok()
			.contentType(type.get())
			.eTag(etag)
			.cacheControl(CacheControl.noCache());
		return wish.answer(answer, content, etag);
	}

	private static Optional<MediaType> htmlType(Page page) {
		return Optional.of(new MediaType(MediaType.TEXT_HTML, Charset.forName(page.getCharset())));
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

	/**
	 * What a request says beside what Spring MVC heeds by itself, which are
	 * {@code If-None-Match} and a {@code Range} that the content has.
	 *
	 * @param method its method
	 * @param headers its headers
	 */
	private record Wish(HttpMethod method, HttpHeaders headers) {

		ResponseEntity<Resource> answer(BodyBuilder answer, Resource content, @Nullable String etag)
				throws IOException {
			if (this.method.equals(HttpMethod.HEAD)) {
				// With a body, all of it would be read and thrown away.
				return answer.header(HttpHeaders.ACCEPT_RANGES, "bytes").contentLength(content.contentLength()).build();
			}
			String ifRange = this.headers.getFirst(HttpHeaders.IF_RANGE);
			if (ifRange != null && !ifRange.equals(etag)) {
				return answer.contentLength(content.contentLength()).body(new InputStreamResource(content));
			}
			return hasRange(content) ? answer.body(content)
					: ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
						.header(HttpHeaders.CONTENT_RANGE, "bytes */" + content.contentLength())
						.build();
		}

		private boolean hasRange(Resource content) {
			try {
				HttpRange.toResourceRegions(this.headers.getRange(), content);
				return true;
			}
			catch (IllegalArgumentException ex) {
				return false;
			}
		}

	}

}
