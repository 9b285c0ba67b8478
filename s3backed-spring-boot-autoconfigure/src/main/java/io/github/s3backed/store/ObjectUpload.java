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
 * @param onlyIfAbsent whether an object that is there already is to be kept; not all
 * stores honour that
 * @param context what customizers are told, or {@code null} if they are not asked
 */
public record ObjectUpload(ObjectLocation location, Supplier<InputStream> body, long length, int crc32c,
		String contentType, @Nullable String contentEncoding, Map<String, String> metadata, boolean onlyIfAbsent,
		@Nullable ObjectContext context) {

	/**
	 * Creates an upload that replaces what is there.
	 */
	public ObjectUpload(ObjectLocation location, Supplier<InputStream> body, long length, int crc32c,
			String contentType, @Nullable String contentEncoding, Map<String, String> metadata) {
		this(location, body, length, crc32c, contentType, contentEncoding, metadata, false, null);
	}

	/**
	 * Lets the application's customizers have their say.
	 * @param context what they are told
	 * @return an upload of the same object
	 */
	public ObjectUpload customizedIn(ObjectContext context) {
		return new ObjectUpload(this.location, this.body, this.length, this.crc32c, this.contentType,
				this.contentEncoding, this.metadata, this.onlyIfAbsent, context);
	}

}
