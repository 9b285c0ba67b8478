package com.example.crawler.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.ModalCloseable;
import org.jspecify.annotations.Nullable;

/**
 * A request that is being answered. What is not read by the end of it is never read: the
 * connection is cut, for the rest may be endless.
 */
final class Exchange implements Closeable {

	// What a coding may add to content that it cannot make smaller.
	private static final int CODING_OVERHEAD = 64 * 1024;

	private final ClassicHttpResponse response;

	Exchange(ClassicHttpResponse response) {
		this.response = response;
	}

	Response read(Request request) throws IOException {
		String contentType = header(HttpHeaders.CONTENT_TYPE);
		contentType = (contentType != null) ? contentType : "";
		boolean wanted = this.response.getCode() == 200 && request.kind().includes(contentType);
		byte[] body = wanted ? readBody(this.response.getEntity(), request.maxSize()) : null;
		return new Response(this.response.getCode(), contentType, header(HttpHeaders.LOCATION),
				header(HttpHeaders.ETAG), header(HttpHeaders.LAST_MODIFIED), body);
	}

	private byte[] readBody(@Nullable HttpEntity entity, long maxSize) throws IOException {
		if (entity == null) {
			return new byte[0];
		}
		InputStream sent = new LimitedInputStream(entity.getContent(), maxSize, CODING_OVERHEAD);
		try (InputStream content = ContentCoding.of(header(HttpHeaders.CONTENT_ENCODING)).decode(sent)) {
			return new LimitedInputStream(content, maxSize, 0).readAllBytes();
		}
	}

	private @Nullable String header(String name) {
		Header header = this.response.getFirstHeader(name);
		return (header != null) ? header.getValue() : null;
	}

	// Closed in any other way, a response is read to its end first.
	@Override
	public void close() {
		((ModalCloseable) this.response).close(CloseMode.IMMEDIATE);
	}

}
