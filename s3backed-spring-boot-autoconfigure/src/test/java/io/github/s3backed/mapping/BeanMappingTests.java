package io.github.s3backed.mapping;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondaryPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSecondarySortKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code @DynamoDbBean}s with the Enhanced Client's annotations and {@code @S3Backed}.
 */
class BeanMappingTests {

	private final S3BackedPersistentEntity<Article> mapping = Mappings.of(Article.class);

	@Test
	void annotationStandsOnFieldGetterOrSetter() {
		assertThat(this.mapping.attributeNames()).containsExactlyInAnyOrder("onField", "onGetter", "onSetter",
				"inherited_body");
	}

	@Test
	void everythingComesBack() {
		assertThat(Mappings.roundTrip(article())).usingRecursiveComparison()
			.ignoringFields("ignored")
			.isEqualTo(article());
	}

	@Test
	void emptyEntityComesBack() {
		Article article = new Article();
		article.setId("id");
		article.setSort(1);
		assertThat(Mappings.roundTrip(article)).usingRecursiveComparison().isEqualTo(article);
	}

	@Test
	void itemHasTheAttributesOfTheEnhancedClientAndNoneThatIsS3Backed() {
		Map<String, AttributeValue> item = this.mapping.encode(article()).item();
		assertThat(item).containsOnlyKeys("id", "sort", "indexed", "when", "shout", "renamed_attribute", "street",
				"city", "tags", "main", "others", "byName", "count");
		assertThat(item).containsEntry("shout", AttributeValue.fromS("LOUD"))
			.containsEntry("street", AttributeValue.fromS("Main St"))
			.containsEntry("main", AttributeValue.fromM(Map.of("label", AttributeValue.fromS("m"))));
	}

	@Test
	void contentsAreThoseOfTheAttributes() {
		Map<String, byte[]> contents = Mappings.contents(this.mapping.encode(article())).whole();
		assertThat(contents).containsOnlyKeys("onField", "onGetter", "onSetter", "inherited_body");
		assertThat(contents.get("onField")).asString().isEqualTo("field");
		assertThat(contents.get("onGetter")).containsExactly(1, 2);
		assertThat(contents.get("onSetter")).asString().isEqualTo("[{\"label\":\"json\"}]");
	}

	@Test
	void nullHasNoContent() {
		Article article = article();
		article.setOnField(null);
		assertThat(Mappings.contents(this.mapping.encode(article)).whole()).doesNotContainKey("onField");
	}

	@Test
	void keysAndIndexesAreThoseOfTheAnnotations() {
		TableMetadata metadata = this.mapping.schema().tableMetadata();
		assertThat(metadata.primaryPartitionKey()).isEqualTo("id");
		assertThat(metadata.primarySortKey()).contains("sort");
		assertThat(metadata.indexPartitionKey("by-index")).isEqualTo("indexed");
		assertThat(metadata.indexSortKey("by-index")).contains("when");
	}

	@Test
	void keyIsTakenFromTheEntity() {
		assertThat(this.mapping.tableKey().toMap(this.mapping.keyOf(article())))
			.containsOnly(Map.entry("id", AttributeValue.fromS("id")), Map.entry("sort", AttributeValue.fromN("7")));
	}

	@Test
	void valueThatLiesInTheItemIsReadFromThere() {
		Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("id"), "sort", AttributeValue.fromN("7"),
				"onField", AttributeValue.fromS("inline"), "onGetter",
				AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 9 })));
		Article article = this.mapping.decode(item, new StoredContents(Map.of(), Map.of()));
		assertThat(article.getOnField()).isEqualTo("inline");
		assertThat(article.getOnGetter()).containsExactly(9);
	}

	private static Article article() {
		Article article = new Article();
		article.setId("id");
		article.setSort(7);
		article.setIndexed("index");
		article.setWhen(Instant.parse("2026-07-03T10:15:30Z"));
		article.setShout("loud");
		article.setRenamed("renamed");
		article.setAddress(new Address("Main St", "Town"));
		article.setTags(List.of("a", "b"));
		article.setMain(new Part("m"));
		article.setOthers(List.of(new Part("o1"), new Part("o2")));
		article.setByName(Map.of("n", new Label("l", new Depth(3))));
		article.setCount(5);
		article.setIgnored("ignored");
		article.setOnField("field");
		article.setOnGetter(new byte[] { 1, 2 });
		article.setOnSetter(List.of(new Part("json")));
		article.setInherited("inherited");
		return article;
	}

	public abstract static class Base {

		private @Nullable String id;

		@S3Backed
		private @Nullable String inherited;

		@DynamoDbPartitionKey
		public @Nullable String getId() {
			return this.id;
		}

		public void setId(@Nullable String id) {
			this.id = id;
		}

		@DynamoDbAttribute("inherited_body")
		public @Nullable String getInherited() {
			return this.inherited;
		}

		public void setInherited(@Nullable String inherited) {
			this.inherited = inherited;
		}

	}

	@DynamoDbBean
	public static class Article extends Base {

		private int sort;

		private @Nullable String indexed;

		private @Nullable Instant when;

		private @Nullable String shout;

		private @Nullable String renamed;

		private @Nullable Address address;

		private @Nullable List<String> tags;

		private @Nullable Part main;

		private @Nullable List<Part> others;

		private @Nullable Map<String, Label> byName;

		private int count;

		private @Nullable String ignored;

		@S3Backed
		private @Nullable String onField;

		private byte @Nullable [] onGetter;

		private @Nullable List<Part> onSetter;

		@DynamoDbSortKey
		public int getSort() {
			return this.sort;
		}

		public void setSort(int sort) {
			this.sort = sort;
		}

		@DynamoDbSecondaryPartitionKey(indexNames = "by-index")
		public @Nullable String getIndexed() {
			return this.indexed;
		}

		public void setIndexed(@Nullable String indexed) {
			this.indexed = indexed;
		}

		@DynamoDbSecondarySortKey(indexNames = "by-index")
		public @Nullable Instant getWhen() {
			return this.when;
		}

		public void setWhen(@Nullable Instant when) {
			this.when = when;
		}

		@DynamoDbConvertedBy(Shouting.class)
		public @Nullable String getShout() {
			return this.shout;
		}

		public void setShout(@Nullable String shout) {
			this.shout = shout;
		}

		@DynamoDbAttribute("renamed_attribute")
		public @Nullable String getRenamed() {
			return this.renamed;
		}

		public void setRenamed(@Nullable String renamed) {
			this.renamed = renamed;
		}

		@DynamoDbFlatten
		public @Nullable Address getAddress() {
			return this.address;
		}

		public void setAddress(@Nullable Address address) {
			this.address = address;
		}

		public @Nullable List<String> getTags() {
			return this.tags;
		}

		public void setTags(@Nullable List<String> tags) {
			this.tags = tags;
		}

		public @Nullable Part getMain() {
			return this.main;
		}

		public void setMain(@Nullable Part main) {
			this.main = main;
		}

		public @Nullable List<Part> getOthers() {
			return this.others;
		}

		public void setOthers(@Nullable List<Part> others) {
			this.others = others;
		}

		public @Nullable Map<String, Label> getByName() {
			return this.byName;
		}

		public void setByName(@Nullable Map<String, Label> byName) {
			this.byName = byName;
		}

		public int getCount() {
			return this.count;
		}

		public void setCount(int count) {
			this.count = count;
		}

		@DynamoDbIgnore
		public @Nullable String getIgnored() {
			return this.ignored;
		}

		public void setIgnored(@Nullable String ignored) {
			this.ignored = ignored;
		}

		public @Nullable String getOnField() {
			return this.onField;
		}

		public void setOnField(@Nullable String onField) {
			this.onField = onField;
		}

		@S3Backed
		public byte @Nullable [] getOnGetter() {
			return this.onGetter;
		}

		public void setOnGetter(byte @Nullable [] onGetter) {
			this.onGetter = onGetter;
		}

		public @Nullable List<Part> getOnSetter() {
			return this.onSetter;
		}

		@S3Backed
		public void setOnSetter(@Nullable List<Part> onSetter) {
			this.onSetter = onSetter;
		}

	}

	@DynamoDbBean
	public static class Address {

		private @Nullable String street;

		private @Nullable String city;

		public Address() {
		}

		Address(String street, String city) {
			this.street = street;
			this.city = city;
		}

		public @Nullable String getStreet() {
			return this.street;
		}

		public void setStreet(@Nullable String street) {
			this.street = street;
		}

		public @Nullable String getCity() {
			return this.city;
		}

		public void setCity(@Nullable String city) {
			this.city = city;
		}

	}

	@DynamoDbBean
	public static class Part {

		private @Nullable String label;

		public Part() {
		}

		Part(String label) {
			this.label = label;
		}

		public @Nullable String getLabel() {
			return this.label;
		}

		public void setLabel(@Nullable String label) {
			this.label = label;
		}

	}

	public record Label(String text, Depth depth) {
	}

	public record Depth(int value) {
	}

}
