package io.github.s3backed.store;

import io.github.s3backed.pointer.PrimaryKey;
import org.jspecify.annotations.Nullable;

/**
 * What customizers of the application are told of an object beside its request.
 *
 * @param entityType the class of the entity
 * @param attribute the attribute's name, or {@code null} if this is no content
 * @param owner the item's primary key, or {@code null} if this is no content
 */
public record ObjectContext(Class<?> entityType, @Nullable String attribute, @Nullable PrimaryKey owner) {

}
