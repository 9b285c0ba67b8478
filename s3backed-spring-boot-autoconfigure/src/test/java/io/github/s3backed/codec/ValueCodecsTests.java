package io.github.s3backed.codec;

import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/**
 * Which types can be stored, and as what.
 */
class ValueCodecsTests {

	private final ValueCodecs codecs = new ValueCodecs(JsonMapper.builder().build());

	@Test
	void textIsStoredAsUtf8() {
		ValueCodec codec = this.codecs.forType(String.class, "Page.value");
		assertThat(codec.encode("grün \uD83D\uDE00\0"))
			.isEqualTo("grün \uD83D\uDE00\0".getBytes(StandardCharsets.UTF_8));
		assertThat(codec.decode(codec.encode("grün \uD83D\uDE00\0"))).isEqualTo("grün \uD83D\uDE00\0");
		assertThat(codec.decode(codec.encode(""))).isEqualTo("");
		assertThat(codec.contentType()).isEqualTo("text/plain; charset=UTF-8");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\uD83D", "\uDE00b", "\uDE00\uD83D" })
	void textThatIsNoUnicodeIsRefusedRatherThanAltered(String text) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codecs.forType(String.class, "Page.value").encode(text))
			.withMessageContaining("surrogate");
	}

	@Test
	void aSurrogateAloneIsFoundAnywhereAndQuestionMarksAreNot() {
		ValueCodec codec = this.codecs.forType(String.class, "Page.value");
		String around = "?a\u00BF\u7F3F??\uD83D\uDE3F\u3F3F\u0080@>?????????z";
		for (int length = 0; length < 20; length++) {
			String text = "?".repeat(length) + around;
			assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
			assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(text.replace("a", "\uD83D")));
			assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(text.replace("z", "\uDE3F")));
		}
	}

	@Test
	void bytesAreStoredAsTheyAre() {
		byte[] bytes = { 0, -1, 127 };
		ValueCodec codec = this.codecs.forType(byte[].class, "Page.value");
		assertThat(codec.encode(bytes)).isEqualTo(bytes);
		assertThat(codec.decode(bytes)).isEqualTo(bytes);
		assertThat(codec.contentType()).isEqualTo("application/octet-stream");
	}

	@Test
	void otherTypesAreStoredAsJson() {
		ValueCodec codec = this.codecs.forType(Document.class, "Page.value");
		assertThat(new String(codec.encode(new Document("a", 1)), StandardCharsets.UTF_8))
			.isEqualTo("{\"name\":\"a\",\"size\":1}");
		assertThat(codec.contentType()).isEqualTo("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "document", "list", "map", "set", "array", "text", "optional", "instant", "number", "flag",
			"letter", "node", "anything" })
	void valuesOfManyTypesComeBack(String field) throws NoSuchFieldException {
		ValueCodec codec = this.codecs.forType(type(field), "Page.value");
		Object value = SUPPORTED.get(field);
		Object read = codec.decode(codec.encode(value));
		assertThat(Arrays.asList(read)).usingRecursiveComparison().isEqualTo(Arrays.asList(value));
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "streams", "resource", "resources", "resourceArray", "future", "iterator",
			"buffer", "javaStream", "object", "none", "type", "raw", "rawMap" })
	void typesThatAreNoValuesAreRefused(String field) throws NoSuchFieldException {
		Type type = UnsupportedTypes.class.getDeclaredField(field).getGenericType();
		assertThatIllegalArgumentException().isThrownBy(() -> this.codecs.forType(type, "Page.value"))
			.withMessageContaining("cannot be stored");
	}

	@Test
	void typeThatJacksonCannotReadIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codecs.forType(Ambiguous.class, "Page.value"))
			.withMessageContaining("cannot be read from JSON")
			.withMessageContaining(Ambiguous.class.getName());
	}

	@Test
	void valueThatJacksonCannotWriteIsRefused() {
		ValueCodec codec = this.codecs.forType(Node.class, "Page.value");
		Node loop = new Node();
		loop.next = loop;
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(loop))
			.withMessageContaining("cannot be written as JSON");
	}

	@Test
	void jsonOfAnotherTypeIsRefused() {
		ValueCodec codec = this.codecs.forType(Document.class, "Page.value");
		assertThatIllegalArgumentException().isThrownBy(() -> codec.decode("[1]".getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("cannot be read as");
	}

	@Test
	void textInsideJsonThatIsNoUnicodeIsNotAltered() {
		ValueCodec codec = this.codecs.forType(Document.class, "Page.value");
		Document document = new Document("a\uD83D", 1);
		assertThat(codec.decode(codec.encode(document))).isEqualTo(document);
	}

	private static Type type(String field) throws NoSuchFieldException {
		return SupportedTypes.class.getDeclaredField(field).getGenericType();
	}

	record Document(String name, int size) {
	}

	private static final Map<String, Object> SUPPORTED = Map.ofEntries(Map.entry("document", new Document("a", 1)),
			Map.entry("list", List.of(new Document("a", 1), new Document("b", 2))),
			Map.entry("map", Map.of("k", new Document("a", 1))), Map.entry("set", Set.of("a", "b")),
			Map.entry("array", new Document[] { new Document("a", 1) }), Map.entry("text", new String[] { "a", "" }),
			Map.entry("optional", Optional.of("a")), Map.entry("instant", Instant.parse("2026-07-03T10:15:30.123456Z")),
			Map.entry("number", new BigDecimal("12345678901234567890.123456789")), Map.entry("flag", true),
			Map.entry("letter", 'x'), Map.entry("node", JsonMapper.shared().readTree("{\"a\":[1,null]}")),
			Map.entry("anything", Map.of("a", List.of(1, "b", true))));

	@SuppressWarnings("unused")
	private static final class SupportedTypes {

		@Nullable Document document;

		@Nullable List<Document> list;

		@Nullable Map<String, Document> map;

		@Nullable Set<String> set;

		Document @Nullable [] array;

		String @Nullable [] text;

		@Nullable Optional<String> optional;

		@Nullable Instant instant;

		@Nullable BigDecimal number;

		boolean flag;

		char letter;

		@Nullable JsonNode node;

		@Nullable Map<String, Object> anything;

	}

	@SuppressWarnings({ "unused", "rawtypes" })
	private static final class UnsupportedTypes {

		@Nullable InputStream stream;

		@Nullable List<InputStream> streams;

		@Nullable Resource resource;

		@Nullable Map<String, Resource> resources;

		Resource @Nullable [] resourceArray;

		@Nullable CompletableFuture<String> future;

		@Nullable Iterator<String> iterator;

		@Nullable ByteBuffer buffer;

		@Nullable Stream<String> javaStream;

		@Nullable Object object;

		@Nullable Void none;

		@Nullable Class<?> type;

		@Nullable List raw;

		@Nullable Map rawMap;

	}

	static final class Ambiguous {

		@JsonProperty("same")
		@Nullable String one;

		@JsonProperty("same")
		@Nullable String two;

	}

	static final class Node {

		public @Nullable Node next;

	}

	@Test
	void jsonThatCouldNotBeReadAgainIsNotWritten() {
		JsonMapper strict = JsonMapper
			.builder(JsonFactory.builder()
				.streamReadConstraints(StreamReadConstraints.builder().maxStringLength(100_000).build())
				.build())
			.build();
		ValueCodec codec = new ValueCodecs(strict)
			.forType(ResolvableType.forClassWithGenerics(List.class, String.class).getType(), "Page.value");
		assertThat(codec.decode(codec.encode(Collections.nCopies(10, "x".repeat(100_000))))).asInstanceOf(LIST)
			.hasSize(10);
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(List.of("x".repeat(1_000_000))))
			.withMessageContaining("StreamReadConstraints");
	}

	@Test
	void jsonWithANameOrANumberThatCouldNotBeReadAgainIsNotWritten() {
		ValueCodec names = codecs().forType(
				ResolvableType.forClassWithGenerics(Map.class, String.class, Integer.class).getType(), "Page.value");
		assertThatIllegalArgumentException().isThrownBy(() -> names.encode(Map.of("x".repeat(60_000), 1)))
			.withMessageContaining("StreamReadConstraints");
		ValueCodec number = codecs().forType(BigInteger.class, "Page.value");
		assertThatIllegalArgumentException().isThrownBy(() -> number.encode(BigInteger.TEN.pow(1500)))
			.withMessageContaining("StreamReadConstraints");
	}

	@ParameterizedTest
	@ValueSource(classes = { Shape.class, Unmakeable.class })
	void aTypeThatJacksonCannotMakeIsRefused(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> codecs().forType(type, "Page.value"))
			.withMessageContaining("cannot be read from JSON");
	}

	@ParameterizedTest
	@ValueSource(
			classes = { BigInteger.class, Instant.class, int[].class, DayOfWeek.class, Validating.class, Known.class })
	void aTypeIsNotRefusedBecauseAnEmptyObjectIsNoValueOfIt(Class<?> type) {
		assertThat(codecs().forType(type, "Page.value")).isNotNull();
	}

	private static ValueCodecs codecs() {
		return new ValueCodecs(JsonMapper.builder().build());
	}

	interface Shape {

		int area();

	}

	static final class Unmakeable {

		private final int number;

		private Unmakeable(int number, String text) {
			this.number = number;
		}

		public int getNumber() {
			return this.number;
		}

	}

	record Validating(String text) {

		Validating {
			Objects.requireNonNull(text);
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, requireTypeIdForSubtypes = OptBoolean.FALSE)
	@JsonSubTypes(@JsonSubTypes.Type(Square.class))
	interface Known {

	}

	record Square(int side) implements Known {
	}

}
