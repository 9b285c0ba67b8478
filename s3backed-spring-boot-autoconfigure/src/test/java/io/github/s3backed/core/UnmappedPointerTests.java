package io.github.s3backed.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedRemoved;
import io.github.s3backed.UnmappedPointerException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbFlatten;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A class that has changed since its items were written: what only the item leads to is
 * neither taken for a value nor lost without the user's word.
 */
@AwsTest
class UnmappedPointerTests {

	private static final Key KEY = Key.builder().partitionValue("id").build();

	private static final Document DOCUMENT = new Document("id", "title", "text");

	private final Fixture fixture;

	UnmappedPointerTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws)
			.oneTable(Document.class, PlainText.class, PlainPlace.class, PlainParts.class, AllElse.class, Title.class,
					Renamed.class, Moved.class, GivenUp.class, GivenUpTitle.class, GivenUpParts.class)
			.build()
			.withTable(Document.class);
	}

	@BeforeEach
	void storeDocument() {
		this.fixture.template().save(DOCUMENT);
		this.fixture.requests().clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { PlainText.class, PlainPlace.class, AllElse.class })
	void aPointerIsNotReadAsTheValueOfAnAttributeThatIsS3BackedNoMore(Class<?> type) {
		assertTold(() -> this.fixture.template().findByKey(type, KEY), type);
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void aPointerThatLeadsElsewhereIsNotReadAsTheValueEither() {
		Map<String, AttributeValue> pointer = new HashMap<>(item().get("text").m());
		pointer.put("uri", AttributeValue.fromS("s3://former-bucket/former/place"));
		change(Map.of("text", AttributeValue.fromM(pointer)));
		assertTold(() -> this.fixture.template().findByKey(PlainText.class, KEY), PlainText.class);
		assertTold(() -> this.fixture.template().save(new PlainText("id", "new", "new")), PlainText.class);
	}

	@Test
	void aPointerInsideOfAPlainValueIsNotReadAsAPartOfIt() {
		moveInto("parts");
		assertThatExceptionOfType(UnmappedPointerException.class)
			.isThrownBy(() -> this.fixture.template().findByKey(PlainParts.class, KEY))
			.satisfies((thrown) -> assertThat(thrown.getAttribute()).isEqualTo("parts"));
	}

	@Test
	void aWriteThatWouldDropTheOnlyCopyIsRefusedBeforeAnythingIsSent() {
		for (Object entity : List.of(new PlainText("id", "new", "new"), new Title("id", "new"),
				new Renamed("id", "new", "new"), new AllElse("id", Map.of("title", "new")))) {
			assertRefused(() -> this.fixture.template().save(entity), entity.getClass());
			assertRefused(() -> this.fixture.template().update(entity), entity.getClass());
		}
		assertThat(this.fixture.template().findByKey(Document.class, KEY)).contains(DOCUMENT);
	}

	@Test
	void aWriteThatWouldDropThePointerInsideOfAnAttributeIsRefused() {
		moveInto("parts");
		assertRefused(() -> this.fixture.template().save(new Title("id", "new")), "parts", Title.class);
		assertRefused(() -> this.fixture.template().save(new PlainParts("id", Map.of("old", Map.of("a", "b")))),
				"parts", PlainParts.class);
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
	}

	@Test
	void aDamagedPointerUnderAnAttributeThatIsGoneIsNotDroppedEither() {
		Map<String, AttributeValue> pointer = new HashMap<>(item().get("text").m());
		pointer.keySet().retainAll(List.of("uri"));
		change(Map.of("text", AttributeValue.fromM(pointer)));
		assertRefused(() -> this.fixture.template().save(new Title("id", "new")), Title.class);
	}

	@Test
	void aReadDoesNotMindWhatTheClassDoesNotHave() {
		assertThat(this.fixture.template().findByKey(Title.class, KEY)).contains(new Title("id", "title"));
	}

	@Test
	void aDocumentOfTheApplicationIsNoPointer() {
		Map<String, AttributeValue> place = Map.of("v", AttributeValue.fromN("3"), "uri",
				AttributeValue.fromS("s3://downloads/file"), "sha256", AttributeValue.fromS("9f86"));
		change(Map.of("text", AttributeValue.fromM(place)));
		assertThat(this.fixture.template().findByKey(PlainPlace.class, KEY).orElseThrow().text())
			.isEqualTo(Map.of("v", "3", "uri", "s3://downloads/file", "sha256", "9f86"));
		this.fixture.template().save(new Title("id", "new"));
		assertThat(this.fixture.items(Title.class)).singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("id", "title", "_s3b"));
	}

	@Test
	void theContentMovesToAnotherAttributeOverAClassThatHasBoth() {
		Moved moved = this.fixture.template().findByKey(Moved.class, KEY).orElseThrow();
		this.fixture.template().save(new Moved("id", "title", null, moved.text()));
		assertThat(this.fixture.template().findByKey(Renamed.class, KEY)).contains(new Renamed("id", "title", "text"));
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void whatTheClassGivesUpReadsAsIfItWereNotThereAndIsRemovedByTheNextWrite() {
		assertThat(this.fixture.template().findByKey(GivenUp.class, KEY)).contains(new GivenUp("id", "title", null));
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
		this.fixture.template().save(new GivenUp("id", "title", "in the item"));
		assertThat(this.fixture.template().findByKey(GivenUp.class, KEY))
			.contains(new GivenUp("id", "title", "in the item"));
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void whatTheClassGivesUpItNeedNotHave() {
		this.fixture.template().update(new GivenUpTitle("id", "new"));
		assertThat(this.fixture.template().findByKey(GivenUpTitle.class, KEY)).contains(new GivenUpTitle("id", "new"));
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void whatTheClassGivesUpIsTakenOutOfTheValueThatItIsIn() {
		moveInto("parts");
		assertThat(this.fixture.template().findByKey(GivenUpParts.class, KEY))
			.contains(new GivenUpParts("id", Map.of("title", Map.of("en", "title"))));
		this.fixture.template().save(new GivenUpParts("id", Map.of()));
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void aDeleteRemovesAllObjectsWhateverTheClassMaps() {
		assertThat(this.fixture.template().deleteByKey(Title.class, KEY)).isTrue();
		assertThat(this.fixture.items(Title.class)).isEmpty();
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	/**
	 * As another tool might: a map in which one entry is the pointer.
	 */
	private void moveInto(String attribute) {
		Map<String, AttributeValue> item = item();
		AttributeValue title = AttributeValue.fromM(Map.of("en", AttributeValue.fromS("title")));
		item.put(attribute, AttributeValue.fromM(Map.of("title", title, "old", item.remove("text"))));
		put(item);
	}

	private void change(Map<String, AttributeValue> attributes) {
		Map<String, AttributeValue> item = item();
		item.putAll(attributes);
		put(item);
	}

	private Map<String, AttributeValue> item() {
		return new HashMap<>(this.fixture.items(Document.class).get(0));
	}

	private void put(Map<String, AttributeValue> item) {
		this.fixture.aws().dynamoDb().putItem((it) -> it.tableName(this.fixture.table(Document.class)).item(item));
	}

	private void assertRefused(Runnable write, Class<?> type) {
		assertRefused(write, "text", type);
	}

	private void assertRefused(Runnable write, String attribute, Class<?> type) {
		Stored before = Stored.of(this.fixture, Document.class);
		this.fixture.requests().clear();
		assertTold(write, attribute, type);
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
		assertThat(Stored.of(this.fixture, Document.class)).isEqualTo(before);
	}

	private void assertTold(Runnable call, Class<?> type) {
		assertTold(call, "text", type);
	}

	private void assertTold(Runnable call, String attribute, Class<?> type) {
		assertThatExceptionOfType(UnmappedPointerException.class).isThrownBy(call::run)
			.withMessageContainingAll("'" + attribute + "'", "item S.id", this.fixture.table(Document.class),
					type.getName(), "s3://", "Put @S3Backed (back)", "@S3BackedRemoved(\"" + attribute + "\")")
			.satisfies((thrown) -> assertThat(thrown.getAttribute()).isEqualTo(attribute));
	}

	record Document(@DynamoDbPartitionKey String id, String title, @S3Backed String text) {
	}

	record PlainText(@DynamoDbPartitionKey String id, String title, String text) {
	}

	record PlainPlace(@DynamoDbPartitionKey String id, String title, @Nullable Map<String, String> text) {
	}

	record PlainParts(@DynamoDbPartitionKey String id, Map<String, Map<String, String>> parts) {
	}

	record AllElse(@DynamoDbPartitionKey String id, @DynamoDbFlatten Map<String, String> others) {
	}

	record Title(@DynamoDbPartitionKey String id, String title) {
	}

	record Renamed(@DynamoDbPartitionKey String id, String title, String body) {
	}

	record Moved(@DynamoDbPartitionKey String id, String title, @S3Backed @Nullable String text,
			@Nullable String body) {
	}

	@S3BackedRemoved("text")
	record GivenUp(@DynamoDbPartitionKey String id, String title, @Nullable String text) {
	}

	@S3BackedRemoved({ "other", "text" })
	record GivenUpTitle(@DynamoDbPartitionKey String id, String title) {
	}

	@S3BackedRemoved("parts")
	record GivenUpParts(@DynamoDbPartitionKey String id, Map<String, Map<String, String>> parts) {
	}

}
