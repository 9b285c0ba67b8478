package io.github.s3backed.store;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A part of a multipart upload.
 *
 * @param number its number, from 1
 * @param body opens its bytes, again for each attempt
 * @param length their number
 * @param crc32c their CRC-32C, which S3 compares with what it receives
 */
public record ObjectPart(int number, Supplier<InputStream> body, long length, int crc32c) {

}
