package io.github.s3backed;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import org.springframework.dao.DataAccessException;

/**
 * An item that could not be read as an entity, while others could.
 *
 * @param key its primary key
 * @param cause what {@link S3BackedOperations#findByKey(Class, Key)} throws for it
 */
public record UnreadableItem(Key key, DataAccessException cause) {
}
