package io.github.s3backed.sweep;

import java.time.Instant;

import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.store.ObjectInventory.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * An object whose owner is known, so that it can be judged.
 *
 * @param object the object
 * @param key what its key tells
 * @param owner the item it belongs to
 * @param asOf S3's time when it was listed
 * @param next the key of the object that follows it for the same item and attribute, or
 * {@code null}
 */
record Candidate(ListedObject object, ObjectKey key, PrimaryKey owner, Instant asOf, @Nullable ObjectKey next) {
}
