package io.github.s3backed.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.PlainValues;
import io.github.s3backed.S3Backed;
import io.github.s3backed.UnreadableItem;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataRetrievalFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Items whose S3-backed attribute was written by something else: its pointers are not
 * served as content, and one bad item does not hide the others.
 */
@AwsTest
class ForeignContentTests {

	private static final String LINK = "{\"s3\":{\"bucket\":\"files\",\"key\":\"a \\\"b\\\".html\",\"region\":\"eu-west-1\"}}";

	private final Fixture fixture;

	ForeignContentTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws)
			.oneTable(Document.class, Bytes.class, AnyText.class, NoText.class)
			.build()
			.withTable(Document.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	static Stream<AttributeValue> foreignPointers() {
		AttributeValue bucket = AttributeValue.fromS("files");
		AttributeValue key = AttributeValue.fromS("a.html");
		return Stream.of(AttributeValue.fromS("s3://files/a.html"), AttributeValue.fromS(" S3://files/a b.html\n"),
				AttributeValue.fromS("s3a://files/a.html"), AttributeValue.fromS("\"s3://files/a.html\""),
				AttributeValue.fromB(SdkBytes.fromUtf8String("s3://files/a.html")), AttributeValue.fromS(LINK),
				AttributeValue.fromS("{ \"s3\" : { \"key\" : \"a\", \"bucket\" : \"files\", \"region\" : null } }"),
				AttributeValue.fromM(Map.of("s3", AttributeValue.fromM(Map.of("bucket", bucket, "key", key)))));
	}

	@ParameterizedTest
	@MethodSource("foreignPointers")
	void anotherToolsPointerIsNotServedAsContent(AttributeValue pointer) {
		put("id", pointer);
		for (Class<?> type : List.of(Document.class, Bytes.class, NoText.class)) {
			assertThatExceptionOfType(ForeignPointerException.class)
				.isThrownBy(() -> this.fixture.template().findByKey(type, key("id")))
				.withMessageContainingAll("'text'", "item S.id", this.fixture.table(Document.class), "another tool",
						"files", "save the entity with the content");
		}
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<p>see s3://files/a.html</p>", "s3://files/a.html\nand more", "s3://files", "s3:///a",
			"{\"s3\":{\"bucket\":{\"name\":\"files\"},\"key\":\"a\"}}", "{\"s3\":{\"bucket\":\"files\"}}",
			"{\"s3\":{\"bucket\":\"files\",\"key\":\"a\",\"more\":\"b\"}}", "https://example.com/a.html", " " })
	void otherTextIsTheValueAndMovesToS3WithTheNextWrite(String text) {
		put("id", AttributeValue.fromS(text));
		assertThat(this.fixture.template().findByKey(Document.class, key("id"))).contains(new Document("id", text));
		this.fixture.template().save(new Document("id", text));
		assertThat(this.fixture.template().findByKey(NoText.class, key("id"))).contains(new NoText("id", text));
	}

	@Test
	void textThatLooksLikeAPointerIsTheValueWhereTheUserSaysSo() {
		put("id", AttributeValue.fromS(LINK));
		assertThat(this.fixture.template().findByKey(AnyText.class, key("id"))).contains(new AnyText("id", LINK));
	}

	@Test
	void aPlainValueIsRefusedWhereTheUserSaysThatThereIsNone() {
		put("id", AttributeValue.fromS("text"));
		assertThatExceptionOfType(DataRetrievalFailureException.class)
			.isThrownBy(() -> this.fixture.template().findByKey(NoText.class, key("id")))
			.withMessageContainingAll("'text'", "item S.id", "PlainValues.NEVER");
	}

	@Test
	void whatIsStoredInS3IsTheValueWhateverItLooksLike() {
		this.fixture.template().save(new Document("id", LINK));
		assertThat(this.fixture.template().findByKey(Document.class, key("id"))).contains(new Document("id", LINK));
	}

	@Test
	void aForeignMapIsToldByKeyAndAttribute() {
		put("id", AttributeValue.fromM(Map.of("location", AttributeValue.fromS("files/a.html"))));
		assertThatExceptionOfType(CorruptObjectException.class)
			.isThrownBy(() -> this.fixture.template().findByKey(Document.class, key("id")))
			.withMessageContainingAll("'text'", "item S.id");
	}

	@Test
	void oneBadItemDoesNotHideTheOthers() {
		List<Document> readable = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			Document document = new Document("good" + i, "text");
			this.fixture.template().save(document);
			readable.add(document);
		}
		put("bad", AttributeValue.fromS(LINK));
		put("map", AttributeValue.fromM(Map.of("location", AttributeValue.fromS("files/a.html"))));
		put("null", null);
		List<UnreadableItem> unreadable = new ArrayList<>();
		assertThat(this.fixture.template().findAll(Document.class, unreadable::add))
			.containsExactlyInAnyOrderElementsOf(readable);
		assertThat(unreadable).extracting(UnreadableItem::key)
			.containsExactlyInAnyOrder(key("bad"), key("map"), key("null"));
		unreadable.clear();
		assertThat(this.fixture.template()
			.findAllByKey(Document.class, List.of(key("good1"), key("bad"), key("good3")), unreadable::add))
			.containsExactlyInAnyOrder(readable.get(1), readable.get(3));
		assertThat(unreadable).singleElement().satisfies((item) -> {
			assertThat(item.key()).isEqualTo(key("bad"));
			assertThat(item.cause()).isInstanceOf(ForeignPointerException.class);
		});
	}

	@Test
	void withoutAConsumerTheFirstBadItemEndsTheRead() {
		put("bad", AttributeValue.fromS(LINK));
		assertThatExceptionOfType(ForeignPointerException.class)
			.isThrownBy(() -> this.fixture.template().findAll(Document.class).toList());
		assertThatExceptionOfType(ForeignPointerException.class)
			.isThrownBy(() -> this.fixture.template().findAllByKey(Document.class, List.of(key("bad"))));
	}

	@Test
	void anAnswerThatIsMissingIsNoItemsFault() {
		this.fixture.template().save(new Document("good", "text"));
		List<UnreadableItem> unreadable = new ArrayList<>();
		Stream<Document> documents = this.fixture.template().findAll(Document.class, unreadable::add);
		this.fixture.closeClients();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(documents::toList);
		assertThat(unreadable).isEmpty();
	}

	private void put(String id, @Nullable AttributeValue text) {
		Map<String, AttributeValue> item = new HashMap<>(Map.of("id", AttributeValue.fromS(id)));
		if (text != null) {
			item.put("text", text);
		}
		this.fixture.aws().dynamoDb().putItem((it) -> it.tableName(this.fixture.table(Document.class)).item(item));
	}

	private static Key key(String id) {
		return Key.builder().partitionValue(id).build();
	}

	record Document(@DynamoDbPartitionKey String id, @S3Backed String text) {

		Document {
			Objects.requireNonNull(text);
		}

	}

	record Bytes(@DynamoDbPartitionKey String id, @S3Backed byte[] text) {
	}

	record AnyText(@DynamoDbPartitionKey String id, @S3Backed(plainValues = PlainValues.ALWAYS) String text) {
	}

	record NoText(@DynamoDbPartitionKey String id, @S3Backed(plainValues = PlainValues.NEVER) String text) {
	}

}
