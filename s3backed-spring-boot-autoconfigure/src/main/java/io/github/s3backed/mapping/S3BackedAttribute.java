package io.github.s3backed.mapping;

import io.github.s3backed.Compression;
import io.github.s3backed.PlainValues;
import io.github.s3backed.codec.CompressionSettings;
import org.jspecify.annotations.Nullable;

/**
 * An S3-backed attribute of an entity class.
 *
 * @param name the attribute's name in the item
 * @param compressionSettings how its objects are compressed
 * @param contentType the media type of its objects
 * @param keyTemplate the template of the readable end of their keys, or {@code null}
 * @param plainValues how a value is read that is in the item itself
 * @param lazy whether its contents are read only when the application asks for them
 * @param streamed whether its contents need not fit into memory
 */
public record S3BackedAttribute(String name, CompressionSettings compressionSettings, String contentType,
		@Nullable KeyTemplate keyTemplate, PlainValues plainValues, boolean lazy, boolean streamed) {

	/**
	 * Returns how its objects are compressed, without the level.
	 * @return the compression
	 */
	public Compression compression() {
		return this.compressionSettings.compression();
	}

}
