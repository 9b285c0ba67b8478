package io.github.s3backed.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.s3backed.Compression;
import io.github.s3backed.EntityStorage;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.Place;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.S3BackedStorage;
import io.github.s3backed.codec.CompressionSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Where the objects of an entity class are, and which places are refused.
 */
class PlacesTests {

	private static final Place COMMON = new Place("common", "all/", "111122223333");

	record Plain(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@S3BackedStorage(bucket = "annotated", prefix = "/notes", expectedBucketOwner = "444455556666")
	record Annotated(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@S3BackedStorage(prefix = "/")
	record OfTheTop(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@S3BackedStorage(bucket = "${notes.bucket}", prefix = "${notes.prefix}")
	record OfTheEnvironment(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@ColdStorage("cold/")
	record Composed(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@S3BackedStorage(bucket = "cold")
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.TYPE)
	@interface ColdStorage {

		@AliasFor(annotation = S3BackedStorage.class, attribute = "prefix")
		String value();

	}

	@S3BackedStorage(bucket = "notes--euw1-az1--x-s3")
	record Express(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	@Test
	void whatNobodySaysIsAsForAllEntities() {
		TablePlaces places = places((it) -> {
		}).of(mapping(Plain.class));
		assertThat(places.all()).containsExactly(COMMON);
		assertThat(places.former()).isEmpty();
	}

	@Test
	void theAnnotationSaysWhereNewObjectsAreAndTheCommonPlaceIsTheFormerOne() {
		TablePlaces places = places((it) -> {
		}).of(mapping(Annotated.class));
		assertThat(places.current()).isEqualTo(new Place("annotated", "notes/", "444455556666"));
		assertThat(places.former()).containsExactly(COMMON);
	}

	@Test
	void eachValueOfTheSettingsGoesBeforeThatOfTheAnnotation() {
		assertThat(place(Annotated.class, new EntityStorage("other", null, null)))
			.isEqualTo(new Place("other", "notes/", "444455556666"));
		assertThat(place(Annotated.class, new EntityStorage(null, "", ""))).isEqualTo(new Place("annotated", "", null));
		assertThat(place(Plain.class, new EntityStorage(null, "plain/", null)))
			.isEqualTo(new Place("common", "plain/", "111122223333"));
	}

	private static Place place(Class<?> type, EntityStorage storage) {
		return places((it) -> it.entities(Map.of(type.getSimpleName(), storage))).of(mapping(type)).current();
	}

	@Test
	void theTopOfTheBucketIsAPlaceToo() {
		assertThat(places((it) -> {
		}).of(mapping(OfTheTop.class)).current().uri()).isEqualTo("s3://common/");
	}

	@Test
	void anAnnotationMayBeComposed() {
		assertThat(places((it) -> {
		}).of(mapping(Composed.class)).current().uri()).isEqualTo("s3://cold/cold/");
	}

	@Test
	void placeholdersAreResolved() {
		Map<String, String> environment = Map.of("${notes.bucket}", "resolved", "${notes.prefix}", "");
		assertThat(places((it) -> {
		}).of(mapping(OfTheEnvironment.class, environment::get)).current().uri()).isEqualTo("s3://resolved/");
	}

	@Test
	void aBucketThatIsResolvedToNothingIsNotTheCommonOne() {
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> mapping(OfTheEnvironment.class, (text) -> ""))
			.withMessageContainingAll(OfTheEnvironment.class.getName(), "must not be empty");
	}

	@Test
	void placeholdersThatNothingResolvesAreNotTakenForNames() {
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> mapping(OfTheEnvironment.class))
			.withMessageContainingAll(OfTheEnvironment.class.getName(), "placeholders");
	}

	@Test
	void aBucketThatWillNotDoIsRefused() {
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> mapping(Express.class))
			.withMessageContainingAll(Express.class.getName(), "general purpose bucket");
		assertThatIllegalArgumentException().isThrownBy(() -> new EntityStorage("s3://b", null, null))
			.withMessageContaining("not a URI");
		assertThatIllegalArgumentException().isThrownBy(() -> new EntityStorage(null, "/pages", null))
			.withMessageContaining("end and not begin with '/'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Plain", "plain", "io.github.s3backed.mapping.PlacesTests$Plain",
			"io.github.s3backed.mapping.PlacesTests.Plain", "io.github.s3backed.mapping.PlacesTestsPlain",
			"io.github.s3backed.mapping.placestests.plain" })
	void theSettingsMayNameAClassInManyWays(String name) {
		Places places = places((it) -> it.entities(Map.of(name, new EntityStorage("b", null, null))));
		assertThat(places.unusedNames()).containsExactly(name);
		assertThat(places.of(mapping(Plain.class)).current().bucket()).isEqualTo("b");
		assertThat(places.unusedNames()).isEmpty();
	}

	@Test
	void aNameThatMayBeTwoClassesIsRefused() {
		Places places = places((it) -> it.entities(Map.of("Note", new EntityStorage("b", null, null))));
		places.of(mapping(Inner.Note.class));
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> places.of(mapping(Note.class)))
			.withMessageContainingAll("'Note'", Note.class.getName(), Inner.Note.class.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).contains("full name"));
	}

	static final class Inner {

		record Note(@DynamoDbPartitionKey String id, @S3Backed String text) {
		}

	}

	@Test
	void aClassThatIsNamedTwiceIsRefused() {
		Places places = places((it) -> it.entities(Map.of("Plain", new EntityStorage("b", null, null),
				Plain.class.getName(), new EntityStorage(null, "p/", null))));
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> places.of(mapping(Plain.class)))
			.withMessageContainingAll("'Plain'", "more than once");
	}

	@Test
	void spellingsOfOneNameAddUpUnlessTheyDiffer() {
		assertThat(places((it) -> it
			.entities(Map.of("Plain", new EntityStorage("b", null, null), "plain", new EntityStorage("b", "p/", null))))
			.of(mapping(Plain.class))
			.current()
			.uri()).isEqualTo("s3://b/p/");
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> places((it) -> it.entities(
					Map.of("Plain", new EntityStorage("b", null, null), "plain", new EntityStorage("c", null, null)))))
			.withMessageContaining("says two things");
	}

	@Test
	void classesOfOneTableHaveOnePlace() {
		Places places = places(
				(it) -> it.entities(Map.of("Composed", new EntityStorage("annotated", "notes/", "444455556666"))));
		places.of(mapping(Annotated.class, "table"));
		assertThat(places.of(mapping(Composed.class, "table")).current().bucket()).isEqualTo("annotated");
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> places.of(mapping(Plain.class, "arn:aws:dynamodb:eu-west-1:111122223333:table/table")))
			.withMessageContainingAll(Plain.class.getName(), "'table'", "s3://common/all/", "s3://annotated/notes/");
	}

	@Test
	void tablesMayShareAPlace() {
		Place shared = new Place("shared", "p/", null);
		Places places = places((it) -> it.entities(
				Map.of("Plain", new EntityStorage("shared", "p/", ""), "Note", new EntityStorage("shared", "p/", ""))));
		assertThat(places.of(mapping(Plain.class)).current()).isEqualTo(shared);
		assertThat(places.of(mapping(Note.class)).current()).isEqualTo(shared);
		assertThat(places.buckets()).extracting(Place::bucket).containsExactly("common", "shared");
	}

	@Test
	void aBucketHasOneOwner() {
		Places places = places((it) -> it.entities(Map.of("Plain", new EntityStorage("annotated", null, null))));
		places.of(mapping(Annotated.class));
		assertThat(places.ownerOf("annotated")).isEqualTo("444455556666");
		assertThat(places.ownerOf("common")).isEqualTo("111122223333");
		assertThat(places.ownerOf("elsewhere")).isNull();
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> places.of(mapping(Plain.class)))
			.withMessageContainingAll("'annotated'", "'111122223333'", "'444455556666'");
	}

	/**
	 * The prefix is relative to that of all entities, {@code all/}; the table of the
	 * entity in question is {@code plain}, that of the one that is there already
	 * {@code other}.
	 */
	@ParameterizedTest
	@CsvSource({ "all/plain/, false", "all/plain/a/, false", "all/other/, false", "all/!sweep/plain/, false",
			"all/plains/, true", "all/more/plain/, true", "all/more/other/, true", "plain/, true", "'', true",
			"al/, true" })
	void aPlaceThatASweepWouldListWithAnotherIsRefused(String prefix, boolean allowed) {
		Places places = places((it) -> it.entities(Map.of("Plain", new EntityStorage(null, prefix, null))));
		places.of(mapping(Note.class, "other"));
		if (allowed) {
			assertThat(places.of(mapping(Plain.class, "plain")).current().prefix()).isEqualTo(prefix);
		}
		else {
			assertThatExceptionOfType(InvalidMappingException.class)
				.isThrownBy(() -> places.of(mapping(Plain.class, "plain")))
				.withMessageContainingAll("s3://common/" + prefix, "sweep");
		}
	}

	@Test
	void thatHoldsInWhicheverOrderTheyAreMapped() {
		Places places = places(
				(it) -> it.prefix("").entities(Map.of("Plain", new EntityStorage(null, "other/", null))));
		places.of(mapping(Plain.class, "plain"));
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> places.of(mapping(Note.class, "other")))
			.withMessageContainingAll("s3://common/other/", "'other'");
		assertThatIllegalStateException().isThrownBy(() -> places.ofTable("other"));
	}

	@Test
	void inAnotherBucketTheSamePrefixIsAnotherPlace() {
		Places places = places((it) -> it.prefix("").entities(Map.of("Plain", new EntityStorage("b", "plain/", null))));
		assertThat(places.of(mapping(Plain.class, "plain")).current().uri()).isEqualTo("s3://b/plain/");
	}

	@Test
	void whatAnImplementationOfAnImmutableSaysAloneIsNotIgnored() {
		S3BackedMappingContext context = context(Class::getSimpleName, UnaryOperator.identity());
		assertThat(places((it) -> {
		}).of(context.getRequiredEntityOf(Telegram.builder().build())).current().bucket()).isEqualTo("telegrams");
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> context.getRequiredEntityOf(new MisplacedTelegram()))
			.withMessageContainingAll(MisplacedTelegram.class.getName(), Telegram.class.getName());
	}

	@S3BackedStorage(bucket = "elsewhere")
	static final class MisplacedTelegram extends Telegram {

		@Override
		public @Nullable String id() {
			return null;
		}

		@Override
		public @Nullable String text() {
			return null;
		}

	}

	@Test
	void aSubclassIsWhereItsParentIs() {
		assertThat(places((it) -> {
		}).of(mapping(Child.class)).current().uri()).isEqualTo("s3://common/family/");
	}

	@S3BackedStorage(prefix = "family")
	@DynamoDbBean
	public static class Parent {

		private @Nullable String id;

		@DynamoDbPartitionKey
		public @Nullable String getId() {
			return this.id;
		}

		public void setId(@Nullable String id) {
			this.id = id;
		}

	}

	@DynamoDbBean
	public static class Child extends Parent {

	}

	private static Places places(Consumer<S3BackedSettings.Builder> settings) {
		return new Places(S3BackedSettings.forBucket(COMMON.bucket())
			.with((it) -> it.prefix(COMMON.prefix()).expectedBucketOwner(COMMON.expectedBucketOwner()))
			.with(settings)
			.storage());
	}

	private static S3BackedPersistentEntity<?> mapping(Class<?> type) {
		return mapping(type, type.getSimpleName());
	}

	private static S3BackedPersistentEntity<?> mapping(Class<?> type, String table) {
		return new S3BackedMappingContext(DynamoDbEnhancedClient.builder().dynamoDbClient(new NoClient()).build(),
				(any) -> table, JsonMapper.builder().build(), Compression.NONE, null)
			.getRequiredEntity(type);
	}

	private static S3BackedPersistentEntity<?> mapping(Class<?> type, UnaryOperator<String> placeholders) {
		return context(Class::getSimpleName, placeholders).getRequiredEntity(type);
	}

	private static S3BackedMappingContext context(Function<Class<?>, String> tables,
			UnaryOperator<String> placeholders) {
		return new S3BackedMappingContext(DynamoDbEnhancedClient.builder().dynamoDbClient(new NoClient()).build(),
				tables, JsonMapper.builder().build(), CompressionSettings.of(Compression.NONE), null, placeholders);
	}

	private static final class NoClient implements DynamoDbClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
