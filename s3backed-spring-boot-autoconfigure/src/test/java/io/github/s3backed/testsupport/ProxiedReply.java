package io.github.s3backed.testsupport;

import java.nio.charset.StandardCharsets;

/**
 * A reply, as it goes over the wire.
 *
 * @param head status line, headers and the empty line
 * @param body the body with its framing
 */
public record ProxiedReply(byte[] head, byte[] body) {

	static ProxiedReply of(int status, String contentType, String content) {
		byte[] body = content.getBytes(StandardCharsets.UTF_8);
		String head = """
				HTTP/1.1 %d injected\r
				Content-Type: %s\r
				Content-Length: %d\r
				Connection: close\r
				\r
				""".formatted(status, contentType, body.length);
		return new ProxiedReply(head.getBytes(StandardCharsets.ISO_8859_1), body);
	}

	static ProxiedReply parse(byte[] raw) {
		int bodyStart = new String(raw, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
		byte[] head = new byte[bodyStart];
		byte[] body = new byte[raw.length - bodyStart];
		System.arraycopy(raw, 0, head, 0, head.length);
		System.arraycopy(raw, bodyStart, body, 0, body.length);
		return new ProxiedReply(head, body);
	}

}
