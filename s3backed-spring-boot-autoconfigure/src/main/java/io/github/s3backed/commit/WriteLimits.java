package io.github.s3backed.commit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.s3backed.content.KnownContent;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ItemSize;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Refuses what is too large, before anything is sent.
 *
 * @param maxAttributeSize how long a content may be, in bytes
 * @param handles reads the handles that may be saved
 * @param locations knows where the contents will be
 */
record WriteLimits(long maxAttributeSize, Handles handles, Locations locations) {

	void require(Put put, Token token) {
		put.contents().forEach((content) -> require(put, content));
		Map<String, AttributeValue> item = put.item(Predecessor.none(put.id()), largestPointers(put, token), token);
		long size = ItemSize.of(item) + WriteRecord.MAX_HISTORY_SIZE;
		if (size > ItemSize.MAX) {
			throw new InvalidDataAccessApiUsageException("The item for table '" + put.id().table() + "' would have "
					+ size + " bytes with its S3-backed attributes in S3; DynamoDB allows " + ItemSize.MAX
					+ ". Its largest attributes are " + largest(item) + ": annotate them with @S3Backed");
		}
	}

	private Map<String, Pointer> largestPointers(Put put, Token token) {
		Map<String, Pointer> pointers = new LinkedHashMap<>();
		put.contents()
			.forEach((content) -> pointers.put(content.name(),
					Contents.largestPointer(content, this.locations.newLocation(put.id(), content, token))));
		return pointers;
	}

	private void require(Put put, Content content) {
		if (content.source() instanceof KnownContent known && known.size() > this.maxAttributeSize) {
			throw new InvalidDataAccessApiUsageException("Attribute '" + content.name() + "' has " + known.size()
					+ " bytes, s3backed.max-attribute-size allows " + this.maxAttributeSize);
		}
		if (content.source() instanceof UploadedObject uploaded
				&& !this.locations.isOwn(uploaded.location(), put.id(), content.name())) {
			throw new InvalidDataAccessApiUsageException("The ticket is not one for attribute '" + content.name()
					+ "' of " + put.id() + ": it names " + uploaded.location());
		}
		if (content.source() instanceof StoredObject object && object.contents() == this.handles
				&& object.entityType() != put.mapping().type()) {
			throw new InvalidDataAccessApiUsageException("Attribute '" + content.name() + "' of "
					+ put.mapping().type().getName() + " was given the handle of attribute '" + object.attribute()
					+ "' of " + object.entityType().getName() + ", another entity class. Give it the value:"
					+ " S3BackedValue.of(handle.get()), or a resource that opens the handle's stream");
		}
	}

	private static String largest(Map<String, AttributeValue> item) {
		Comparator<Map.Entry<String, Long>> bySize = Map.Entry.comparingByValue(Comparator.reverseOrder());
		return item.entrySet()
			.stream()
			.map((it) -> Map.entry(it.getKey(), ItemSize.of(it.getKey(), it.getValue())))
			.sorted(bySize)
			.limit(3)
			.map((it) -> "'" + it.getKey() + "' (" + it.getValue() + " bytes)")
			.collect(Collectors.joining(", "));
	}

}
