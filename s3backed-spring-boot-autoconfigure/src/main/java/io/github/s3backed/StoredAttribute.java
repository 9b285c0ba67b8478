package io.github.s3backed;

/**
 * Where and how one S3-backed attribute of an item is stored.
 *
 * @param name the attribute's name in the item
 * @param uri the object, as {@code s3://bucket/key}
 * @param size length of the value in bytes, before compression
 * @param storedSize length of the object in bytes
 * @param sha256 SHA-256 of the value before compression, in lower-case hexadecimal
 * @param compression how the object is compressed
 * @param contentType the media type of the value
 */
public record StoredAttribute(String name, String uri, long size, long storedSize, String sha256,
		Compression compression, String contentType) {
}
