package io.github.s3backed;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What somebody is going to send straight to S3.
 *
 * @param length its exact length in bytes, 5 GiB at most
 * @param sha256 its SHA-256, in hexadecimal
 * @param contentType its media type, or {@code null} for that of the attribute
 */
public record DirectUpload(long length, String sha256, @Nullable String contentType) {

	private static final long MAX_LENGTH = 5L << 30;

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	public DirectUpload {
		Assert.isTrue(length >= 0 && length <= MAX_LENGTH,
				() -> "A direct upload has 0 bytes to 5 GiB, not " + length + ": S3 takes no more in one request");
		sha256 = sha256.toLowerCase(Locale.ROOT);
		Assert.isTrue(SHA256.matcher(sha256).matches(), "A SHA-256 has 64 hexadecimal digits");
	}

}
