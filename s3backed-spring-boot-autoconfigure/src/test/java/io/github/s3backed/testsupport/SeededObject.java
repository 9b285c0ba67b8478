package io.github.s3backed.testsupport;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An object in a {@link SeededS3}.
 *
 * @param content what it holds
 * @param headers what was sent with it: its content type and encoding and its metadata
 * @param eTag its entity tag
 * @param lastModified when it was stored, or its upload was begun
 */
record SeededObject(SeededContent content, Map<String, String> headers, String eTag, Instant lastModified) {

	private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

	/**
	 * What of a request is kept with an object.
	 */
	static Map<String, String> headers(SeededRequest request) {
		Map<String, String> headers = request.metadata();
		Stream.of("content-type", "content-encoding", "content-disposition", "cache-control").forEach((name) -> {
			String value = Stream.of(request.headers().getOrDefault(name, "").split(","))
				.map(String::trim)
				.filter((it) -> !it.equals("aws-chunked"))
				.collect(Collectors.joining(","));
			if (!value.isEmpty()) {
				headers.put(name, value);
			}
		});
		return headers;
	}

	/**
	 * What an answer says of it.
	 */
	Map<String, String> describe(boolean checksum) {
		Map<String, String> described = new TreeMap<>(this.headers);
		described.put("ETag", this.eTag);
		described.put("Accept-Ranges", "bytes");
		described.put("Last-Modified", date(this.lastModified));
		if (checksum) {
			described.put("x-amz-checksum-crc32c", Crc32c.format(this.content.crc32c()));
			described.put("x-amz-checksum-type", "FULL_OBJECT");
		}
		return described;
	}

	static String date(Instant instant) {
		return DATE.format(instant);
	}

}
