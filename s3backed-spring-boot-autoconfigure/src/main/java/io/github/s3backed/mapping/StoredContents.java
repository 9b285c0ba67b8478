package io.github.s3backed.mapping;

import java.util.Map;

import io.github.s3backed.content.StoredObject;

/**
 * The contents of an item that is to become an entity, by the names of their attributes.
 *
 * @param whole those that were read, before compression
 * @param objects those that are read when the application asks for them
 */
public record StoredContents(Map<String, byte[]> whole, Map<String, StoredObject> objects) {

}
