package io.github.s3backed.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A reply, as it goes over the wire.
 *
 * @param head status line, headers and the empty line
 * @param body the body with its framing
 */
public record ProxiedReply(byte[] head, byte[] body) {

	/**
	 * A reply of the proxy's own.
	 * @param status the HTTP status
	 * @param contentType the type of the body
	 * @param content the body
	 * @return the reply, which does not say when it was given
	 */
	public static ProxiedReply of(int status, String contentType, String content) {
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

	/**
	 * This reply with another time.
	 * @param date what it says about when it was given, or {@code null} for nothing
	 * @return the changed reply
	 */
	public ProxiedReply withDate(@Nullable Instant date) {
		String[] lines = new String(this.head, StandardCharsets.ISO_8859_1).split("\r\n");
		StringBuilder changed = new StringBuilder();
		for (String line : lines) {
			if (!line.toLowerCase(Locale.ROOT).startsWith("date:")) {
				changed.append(line).append("\r\n");
			}
		}
		if (date != null) {
			changed.append("Date: ")
				.append(DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
				.append("\r\n");
		}
		return new ProxiedReply(changed.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1), this.body);
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
