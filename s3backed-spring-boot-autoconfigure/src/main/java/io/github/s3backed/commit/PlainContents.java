package io.github.s3backed.commit;

import java.util.Optional;

import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.PlainValues;
import io.github.s3backed.mapping.S3BackedAttribute;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.ForeignPointers;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataRetrievalFailureException;

/**
 * Judges what an item holds in an S3-backed attribute in place of a pointer of ours: a
 * value from before the attribute became S3-backed, or another tool's pointer.
 */
final class PlainContents {

	private PlainContents() {
	}

	/**
	 * Refuses what must not be read as the value.
	 */
	static void require(S3BackedPersistentEntity<?> mapping, StoredItem item) {
		for (S3BackedAttribute attribute : mapping.attributes()) {
			AttributeValue value = item.attribute(attribute.name());
			if (value != null && !Pointer.resembles(value)) {
				require(item.id(), attribute, value);
			}
		}
	}

	private static void require(ItemId id, S3BackedAttribute attribute, AttributeValue value) {
		String what = "Attribute '" + attribute.name() + "' of " + id + " holds ";
		Optional<String> foreign = (attribute.plainValues() == PlainValues.ALWAYS && !value.hasM()) ? Optional.empty()
				: ForeignPointers.find(value);
		if (foreign.isPresent()) {
			throw new ForeignPointerException(what + "the pointer of another tool, " + foreign.get()
					+ ", which is not followed and is not the content. Read its object with an S3Client and save the"
					+ " entity with the content"
					+ (value.hasM() ? "" : "; if this text is the content, annotate the property with"
							+ " @S3Backed(plainValues = PlainValues.ALWAYS)"));
		}
		if (attribute.plainValues() == PlainValues.NEVER && !value.hasM() && !Boolean.TRUE.equals(value.nul())) {
			throw new DataRetrievalFailureException(what + "a plain value of type " + value.type()
					+ " and no pointer, which @S3Backed(plainValues = PlainValues.NEVER) refuses");
		}
	}

}
