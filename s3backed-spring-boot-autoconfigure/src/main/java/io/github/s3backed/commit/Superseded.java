package io.github.s3backed.commit;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.mapping.S3BackedEntity;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Finds the objects that an applied write has left without a pointer.
 */
final class Superseded {

	private final Log logger = LogFactory.getLog(Superseded.class);

	private final Locations locations;

	Superseded(Locations locations) {
		this.locations = locations;
	}

	/**
	 * Returns the objects that only the replaced item pointed to.
	 * @param before the replaced item as DynamoDB gave it, or {@code null} if the write
	 * is only known to have been applied, so that the predecessor it was bound to counts
	 * @param now the pointers that are in the item now
	 */
	List<ObjectLocation> find(S3BackedEntity<?> entity, PrimaryKey key, Predecessor predecessor,
			@Nullable Map<String, AttributeValue> before, Collection<Pointer> now) {
		Set<ObjectLocation> kept = now.stream().map(Pointer::location).collect(Collectors.toSet());
		return pointers(entity, key, predecessor, before).stream()
			.map(Pointer::location)
			.filter((location) -> !kept.contains(location))
			.toList();
	}

	private Collection<Pointer> pointers(S3BackedEntity<?> entity, PrimaryKey key, Predecessor predecessor,
			@Nullable Map<String, AttributeValue> before) {
		if (before == null) {
			return predecessor.pointers().values();
		}
		try {
			return this.locations.ownPointers(entity, key, before).values();
		}
		catch (CorruptObjectException ex) {
			this.logger.warn("The write was applied, but what it replaced in table '" + entity.tableName()
					+ "' is left to the sweep", ex);
			return List.of();
		}
	}

}
