package io.github.s3backed.commit;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.s3backed.mapping.Content;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ItemSize;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Refuses what is too large, before anything is sent.
 *
 * @param maxAttributeSize how long a content may be, in bytes
 * @param uploads knows the pointers that the contents will have
 */
record WriteLimits(long maxAttributeSize, Uploads uploads) {

	void require(Put put, Token token) {
		put.contents().forEach(this::require);
		Map<String, AttributeValue> item = put.item(Predecessor.none(put.id()),
				this.uploads.largestPointers(put, token), token);
		long size = ItemSize.of(item) + WriteRecord.MAX_HISTORY_SIZE;
		if (size > ItemSize.MAX) {
			throw new InvalidDataAccessApiUsageException("The item for table '" + put.id().table() + "' would have "
					+ size + " bytes with its S3-backed attributes in S3; DynamoDB allows " + ItemSize.MAX
					+ ". Its largest attributes are " + largest(item) + ": annotate them with @S3Backed");
		}
	}

	private void require(Content content) {
		if (content.size() > this.maxAttributeSize) {
			throw new InvalidDataAccessApiUsageException("Attribute '" + content.attribute().name() + "' has "
					+ content.size() + " bytes, s3backed.max-attribute-size allows " + this.maxAttributeSize);
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
