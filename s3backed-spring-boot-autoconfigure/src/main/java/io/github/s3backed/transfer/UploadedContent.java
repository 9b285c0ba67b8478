package io.github.s3backed.transfer;

import io.github.s3backed.Compression;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A content that was uploaded.
 *
 * @param size its length in bytes, before compression
 * @param sha256 its SHA-256 before compression
 * @param stored the length of the object in bytes
 * @param crc32c the CRC-32C of the object
 * @param compression how the object is compressed
 */
public record UploadedContent(long size, SdkBytes sha256, long stored, int crc32c, Compression compression) {

}
