package io.github.s3backed.testsupport;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of a {@link SeededS3}.
 *
 * @param status the status
 * @param headers the headers, without the length
 * @param length the length of the body
 * @param body writes the body
 */
record SeededReply(int status, Map<String, String> headers, long length, Body body) {

	static SeededReply of(int status, Map<String, String> headers) {
		return new SeededReply(status, headers, 0, (out) -> {
		});
	}

	static SeededReply xml(int status, String text) {
		byte[] body = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text).getBytes(StandardCharsets.UTF_8);
		return new SeededReply(status, Map.of("Content-Type", "application/xml"), body.length,
				(out) -> out.write(body));
	}

	SeededReply with(Map<String, String> more) {
		Map<String, String> all = new TreeMap<>(this.headers);
		all.putAll(more);
		return new SeededReply(this.status, all, this.length, this.body);
	}

	/**
	 * A body.
	 */
	@FunctionalInterface
	interface Body {

		void writeTo(OutputStream out) throws IOException;

	}

}
