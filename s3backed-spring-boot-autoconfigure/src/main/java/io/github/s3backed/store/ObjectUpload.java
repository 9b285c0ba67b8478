package io.github.s3backed.store;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * An object that is to be stored.
 *
 * @param location where
 * @param body opens its bytes, again for each attempt
 * @param length their number
 * @param crc32c their CRC-32C, which S3 compares with what it receives
 * @param contentType the media type
 * @param contentEncoding the encoding, or {@code null} for none
 * @param metadata user metadata
 */
public record ObjectUpload(ObjectLocation location, Supplier<InputStream> body, long length, int crc32c,
		String contentType, @Nullable String contentEncoding, Map<String, String> metadata) {
}
