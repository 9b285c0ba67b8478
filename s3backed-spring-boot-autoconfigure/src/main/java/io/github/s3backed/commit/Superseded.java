package io.github.s3backed.commit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.mapping.S3BackedEntity;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The objects that an applied write has left without a pointer.
 *
 * @param objects where they are
 * @param unreadable a pointer of the replaced item that cannot be read, so that there may
 * be more of them; {@code null} if there is none
 */
record Superseded(List<ObjectLocation> objects, @Nullable CorruptObjectException unreadable) {

	/**
	 * Finds the objects that only the replaced item pointed to.
	 * @param before the replaced item as DynamoDB gave it, or {@code null} if the write
	 * is only known to have been applied, so that the predecessor it was bound to counts
	 * @param now the item as it was written; empty if it was deleted
	 */
	static Superseded find(Locations locations, S3BackedEntity<?> entity, PrimaryKey key, Predecessor predecessor,
			@Nullable Map<String, AttributeValue> before, Map<String, AttributeValue> now) {
		List<Pointer> pointers = new ArrayList<>();
		CorruptObjectException unreadable = null;
		if (before == null) {
			pointers.addAll(predecessor.pointers().values());
		}
		else {
			for (Map.Entry<String, AttributeValue> attribute : before.entrySet()) {
				try {
					locations.ownPointer(entity, key, attribute.getKey(), attribute.getValue())
						.ifPresent(pointers::add);
				}
				catch (CorruptObjectException ex) {
					unreadable = ex;
				}
			}
		}
		Set<String> kept = Pointer.uris(now);
		return new Superseded(
				pointers.stream().map(Pointer::location).filter((it) -> !kept.contains(it.uri())).toList(), unreadable);
	}

}
