package io.github.s3backed.event;

/**
 * An item was found to point to an object that is missing.
 *
 * @param table the table's name
 * @param attribute the attribute's name
 * @param objectUri the missing object, as {@code s3://bucket/key}
 */
public record DanglingPointerEvent(String table, String attribute, String objectUri) {
}
