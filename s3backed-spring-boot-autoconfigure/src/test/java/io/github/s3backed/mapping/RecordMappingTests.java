package io.github.s3backed.mapping;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records, which the Enhanced Client does not know, with its annotations on their
 * components.
 */
class RecordMappingTests {

	@Test
	void everythingComesBack() {
		Report report = report("body", Map.of("x", List.of(1, 2)));
		assertThat(Mappings.roundTrip(report)).usingRecursiveComparison().isEqualTo(report);
	}

	@Test
	void missingValuesAreNullOrThePrimitivesDefault() {
		Report read = Mappings.of(Report.class)
			.decode(Map.of("id", AttributeValue.fromS("id"), "sort", AttributeValue.fromN("1")),
					new StoredContents(Map.of(), Map.of()));
		assertThat(read).isEqualTo(new Report("id", new BigDecimal("1"), null, 0, false, 0.0, null, null, null, null,
				null, null, null, null, null));
	}

	@Test
	void annotationsOnComponentsAreThoseOfTheEnhancedClient() {
		S3BackedPersistentEntity<Report> mapping = Mappings.of(Report.class);
		TableMetadata metadata = mapping.schema().tableMetadata();
		assertThat(metadata.primaryPartitionKey()).isEqualTo("id");
		assertThat(metadata.primarySortKey()).contains("sort");
		assertThat(metadata.indexPartitionKey("by-author")).isEqualTo("author");
		assertThat(mapping.attributeNames()).containsExactly("body", "json");
		Map<String, AttributeValue> item = mapping.encode(report("body", Map.of())).item();
		assertThat(item).containsOnlyKeys("id", "sort", "author", "pages", "final", "score", "created_at", "shout",
				"first", "all", "named", "street", "tags");
		assertThat(item).containsEntry("shout", AttributeValue.fromS("HELLO"))
			.containsEntry("street", AttributeValue.fromS("Main St"))
			.containsEntry("first", chapter("one", 1));
		assertThat(item.get("all").l()).containsExactly(chapter("one", 1), chapter("two", 2));
	}

	private static AttributeValue chapter(String title, int length) {
		return AttributeValue.fromM(Map.of("title", AttributeValue.fromS(title), "size",
				AttributeValue.fromM(Map.of("pages", AttributeValue.fromN(Integer.toString(length))))));
	}

	@Test
	void ignoredComponentIsNotStoredAndReadAsItsDefault() {
		Ignoring read = Mappings.roundTrip(new Ignoring("id", 5, "lost", "body"));
		assertThat(read).isEqualTo(new Ignoring("id", 0, null, "body"));
	}

	@Test
	void recordOfAnotherPackageNeedNotBePublic() {
		assertThat(Mappings.roundTrip(new Hidden("id", "body"))).isEqualTo(new Hidden("id", "body"));
	}

	@Test
	void keyMayBeBinary() {
		BinaryKeyed entity = new BinaryKeyed(SdkBytes.fromByteArray(new byte[] { 0, -1 }), "body");
		assertThat(Mappings.roundTrip(entity)).isEqualTo(entity);
		assertThat(Mappings.of(BinaryKeyed.class).keyOf(entity).encode()).isEqualTo("B.!00!ff");
	}

	@Test
	void flattenedMapHasNothingOfTheLibrary() {
		Labelled labelled = new Labelled("id", Map.of("colour", "red"), "body");
		S3BackedPersistentEntity<Labelled> mapping = Mappings.of(Labelled.class);
		EncodedEntity encoded = mapping.encode(labelled);
		Map<String, AttributeValue> stored = new HashMap<>(encoded.item());
		stored.put("_s3b", AttributeValue.fromM(Map.of("v", AttributeValue.fromN("1"))));
		assertThat(mapping.decode(stored, Mappings.contents(encoded))).isEqualTo(labelled);
	}

	record Labelled(@DynamoDbPartitionKey String id, @DynamoDbFlatten Map<String, String> labels,
			@S3Backed String body) {

		Labelled {
			labels = Map.copyOf(labels);
		}

	}

	private static Report report(String body, Map<String, List<Integer>> json) {
		return new Report("id", new BigDecimal("1.5"), "author", 3, true, 0.5, Instant.parse("2026-07-03T10:15:30Z"),
				"hello", new Chapter("one", new Size(1)),
				List.of(new Chapter("one", new Size(1)), new Chapter("two", new Size(2))),
				Map.of("a", new Chapter("three", new Size(3))), new Place("Main St"), Set.of("x", "y"), body, json);
	}

	record Report(@DynamoDbPartitionKey String id, @DynamoDbSortKey BigDecimal sort,
			@DynamoDbSecondaryPartitionKey(indexNames = "by-author") @Nullable String author, int pages,
			@DynamoDbAttribute("final") boolean last, double score,
			@DynamoDbAttribute("created_at") @Nullable Instant createdAt,
			@DynamoDbConvertedBy(Shouting.class) @Nullable String shout, @Nullable Chapter first,
			@Nullable List<Chapter> all, @Nullable Map<String, Chapter> named, @DynamoDbFlatten @Nullable Place place,
			@Nullable Set<String> tags, @S3Backed @Nullable String body,
			@S3Backed @Nullable Map<String, List<Integer>> json) {
	}

	record Chapter(String title, Size size) {
	}

	record Size(int pages) {
	}

	record Place(@Nullable String street) {
	}

	record Ignoring(@DynamoDbPartitionKey String id, @DynamoDbIgnore int number, @DynamoDbIgnore @Nullable String text,
			@S3Backed String body) {
	}

	private record Hidden(@DynamoDbPartitionKey String id, @S3Backed String body) {
	}

	record BinaryKeyed(@DynamoDbPartitionKey SdkBytes id, @S3Backed String body) {
	}

}
