package io.github.s3backed.store;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;

import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;

/**
 * What an object is to be beside its bytes.
 *
 * @param location where it is to be
 * @param contentType the media type
 * @param contentEncoding the encoding, or {@code null} for none
 * @param metadata user metadata of the library's own
 * @param context what customizers of the application are told
 */
public record NewObject(ObjectLocation location, String contentType, @Nullable String contentEncoding,
		Map<String, String> metadata, ObjectContext context) {

	/**
	 * Says that the object is compressed with gzip, which browsers undo.
	 * @return the object with its encoding
	 */
	public NewObject gzipped() {
		return new NewObject(this.location, this.contentType, "gzip", this.metadata, this.context);
	}

	/**
	 * Returns the object with its bytes, to be stored as a whole.
	 * @param body opens its bytes, again for each attempt
	 * @param length their number
	 * @param crc32c their CRC-32C
	 * @return the upload
	 */
	public ObjectUpload upload(Supplier<InputStream> body, long length, int crc32c) {
		return new ObjectUpload(this.location, body, length, crc32c, this.contentType, this.contentEncoding,
				this.metadata)
			.customizedIn(this.context);
	}

	ObjectSettings settings(ObjectCustomizers customizers, @Nullable Long length) {
		return customizers.settings(this.location, this.contentType, length, this.metadata, this.context);
	}

}
