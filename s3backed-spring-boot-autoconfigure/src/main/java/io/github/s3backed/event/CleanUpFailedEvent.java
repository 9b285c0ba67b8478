package io.github.s3backed.event;

import java.util.List;

/**
 * Objects that nothing points to could not be removed. The write that they belong to
 * stands as its caller was told; the sweep takes them away.
 *
 * @param table the table's name
 * @param objectUris what remains, as {@code s3://bucket/key}
 * @param cause why
 */
public record CleanUpFailedEvent(String table, List<String> objectUris, Exception cause) {
}
