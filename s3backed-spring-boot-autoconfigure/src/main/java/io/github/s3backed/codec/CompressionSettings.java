package io.github.s3backed.codec;

import io.github.s3backed.Compression;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * How contents are compressed. Whoever reads them need not know the level.
 *
 * @param compression how
 * @param level how hard it tries, or {@code null} for its default
 */
public record CompressionSettings(Compression compression, @Nullable Integer level) {

	public CompressionSettings {
		Assert.isTrue(level == null || compression.hasLevel(level),
				() -> compression.describeLevels() + ", not " + level);
	}

	/**
	 * Returns a compression with its default level.
	 * @param compression how
	 * @return the settings
	 */
	public static CompressionSettings of(Compression compression) {
		return new CompressionSettings(compression, null);
	}

	/**
	 * Sets the level.
	 * @param level how hard the compression tries
	 * @return settings with that changed
	 * @throws IllegalArgumentException if the compression has no such level
	 */
	public CompressionSettings withLevel(int level) {
		return new CompressionSettings(this.compression, level);
	}

}
