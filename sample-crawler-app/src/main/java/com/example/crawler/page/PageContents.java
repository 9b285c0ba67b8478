package com.example.crawler.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.s3backed.S3BackedResource;
import io.github.s3backed.StoredAttribute;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

/**
 * What is known of a page's contents without reading them from S3.
 */
public final class PageContents {

	private PageContents() {
	}

	/**
	 * Describes the parts of a page that lie in S3.
	 * @param page the page
	 * @return the parts
	 */
	public static List<StoredAttribute> partsOf(Page page) {
		return Stream
			.of(stored(page.getHtml()), Optional.ofNullable(page.getLinks().getStoredAttribute()),
					stored(page.getCoverImage()))
			.flatMap(Optional::stream)
			.toList();
	}

	/**
	 * Describes a content that lies in S3.
	 * @param content the content
	 * @return its description; empty if there is none, or it is not stored
	 */
	public static Optional<StoredAttribute> stored(@Nullable Resource content) {
		return (content instanceof S3BackedResource handle) ? Optional.of(handle.getStoredAttribute())
				: Optional.empty();
	}

	/**
	 * Returns the length of a content.
	 * @param content the content
	 * @return the number of bytes, 0 if there is none
	 */
	public static long lengthOf(@Nullable Resource content) {
		try {
			return (content != null) ? content.contentLength() : 0;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Returns the stored content where the one that was fetched is the same, by its
	 * SHA-256: saved, it costs no upload.
	 * @param fetched the content that was fetched
	 * @param known the stored one
	 * @return one of the two
	 */
	public static @Nullable Resource keepIfSame(@Nullable Resource fetched, @Nullable Resource known) {
		return (fetched instanceof ByteArrayResource bytes
				&& stored(known).filter((attribute) -> attribute.sha256().equals(sha256(bytes.getByteArray())))
					.isPresent()) ? known : fetched;
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
