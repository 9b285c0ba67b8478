package io.github.s3backed.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An entity as it is to be written.
 *
 * @param key its primary key
 * @param item its attributes without the S3-backed ones, as the Enhanced Client's
 * extensions left them
 * @param generated the names of the attributes that the extensions have set
 * @param contents its S3-backed values that are not null
 * @param condition what an extension asks of the stored item, such as a version, or
 * {@code null}
 * @param version the version that the stored item must have, or {@code null} if the
 * entity is not versioned
 */
public record EncodedEntity(PrimaryKey key, Map<String, AttributeValue> item, Set<String> generated,
		List<Content> contents, @Nullable Expression condition, @Nullable Version version) {

	/**
	 * The version that an entity was read with.
	 *
	 * @param attribute the attribute's name
	 * @param value the value, or {@code null} if the entity is new
	 */
	public record Version(String attribute, @Nullable AttributeValue value) {

		/**
		 * Tells whether the stored item is certainly of another version. The condition of
		 * the write decides; this spares the uploads of one that is bound to fail.
		 * @param stored the stored item
		 * @return whether it is
		 */
		public boolean conflictsWith(StoredItem stored) {
			AttributeValue storedValue = stored.attribute(this.attribute);
			return storedValue != null && !storedValue.equals(this.value);
		}

	}

}
