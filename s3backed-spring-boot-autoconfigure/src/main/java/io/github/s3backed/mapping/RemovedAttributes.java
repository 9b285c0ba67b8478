package io.github.s3backed.mapping;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3BackedRemoved;
import io.github.s3backed.pointer.WriteRecord;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Reads {@link S3BackedRemoved}, also from superclasses and interfaces, and refuses what
 * it cannot be said of.
 */
final class RemovedAttributes {

	private RemovedAttributes() {
	}

	static Set<String> of(Class<?> type, Collection<S3BackedAttribute> s3Backed, TableMetadata table) {
		Set<String> removed = new TreeSet<>();
		MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)
			.stream(S3BackedRemoved.class)
			.forEach((annotation) -> removed.addAll(Arrays.asList(annotation.getStringArray("value"))));
		s3Backed.stream()
			.map(S3BackedAttribute::name)
			.filter(removed::contains)
			.forEach((name) -> refuse(type, name, "is @S3Backed too",
					"Remove one of the two: the name from @S3BackedRemoved if the attribute is to stay."));
		table.primaryKeys()
			.stream()
			.filter(removed::contains)
			.forEach((name) -> refuse(type, name, "is a key of the table", "Take the name out."));
		if (removed.contains(WriteRecord.ATTRIBUTE) || removed.contains("")) {
			refuse(type, removed.contains("") ? "" : WriteRecord.ATTRIBUTE, "cannot have been @S3Backed",
					"Name attributes as they stand in the item.");
		}
		return Set.copyOf(removed);
	}

	private static void refuse(Class<?> type, String name, String reason, String action) {
		throw new InvalidMappingException(
				"Class " + type.getName() + " says @S3BackedRemoved of attribute '" + name + "', which " + reason,
				action);
	}

}
