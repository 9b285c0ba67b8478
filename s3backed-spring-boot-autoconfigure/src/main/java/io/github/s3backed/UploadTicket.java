package io.github.s3backed;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * With this a browser or a phone puts a content straight into S3, once, by an HTTP
 * {@code PUT}. It becomes the content of an entity when the entity is saved with
 * {@link S3BackedOperations#uploaded(String)} as the value of its attribute; until then
 * it is nobody's, and a sweep removes it when it is old enough.
 *
 * @param url where to {@code PUT} exactly the bytes that were announced
 * @param headers the headers to send, which are signed; the length goes without saying
 * @param token names the upload, for whoever saves the entity
 * @param expires when the URL ends, at the latest
 */
public record UploadTicket(URI url, Map<String, String> headers, String token, Instant expires) {

	public UploadTicket {
		headers = Map.copyOf(headers);
	}

}
