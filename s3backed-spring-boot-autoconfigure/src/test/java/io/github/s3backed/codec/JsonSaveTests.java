package io.github.s3backed.codec;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.ser.std.StdSerializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which values are refused because they would not come back from JSON, and which are not.
 */
class JsonSaveTests {

	private static final Type ANYTHING = new TypeReference<Map<String, Object>>() {
	}.getType();

	private static final Type PARENTS = new TypeReference<List<Parent>>() {
	}.getType();

	private final ValueCodecs codecs = new ValueCodecs(JsonMapper.builder().build());

	@ParameterizedTest
	@MethodSource
	void aValueThatWouldNotComeBackIsRefused(Type type, Object value, String message) {
		ValueCodec codec = this.codecs.forType(type, "Page.value");
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(value)).withMessageContaining(message);
		assertThatIllegalArgumentException().as("again").isThrownBy(() -> codec.encode(value));
	}

	static Stream<Arguments> aValueThatWouldNotComeBackIsRefused() {
		return Stream.of(
				Arguments.of(ANYTHING, Map.of("a", new byte[] { 1 }),
						"Page.value[a]: byte[] would be read back as java.lang.String; declare"),
				Arguments.of(ANYTHING, Map.of("a", List.of(1, new BigDecimal("1.10"))),
						"Page.value[a][1]: java.math.BigDecimal would be read back as java.lang.Double"),
				Arguments.of(ANYTHING, Map.of("a", 0.1f), "java.lang.Float would be read back as java.lang.Double"),
				Arguments.of(ANYTHING, Map.of("a", Instant.EPOCH), "java.time.Instant would be read back"),
				Arguments.of(ANYTHING, Map.of("a", UUID.randomUUID()), "java.util.UUID would be read back"),
				Arguments.of(ANYTHING, Map.of("a", DayOfWeek.FRIDAY), "java.time.DayOfWeek would be read back"),
				Arguments.of(ANYTHING, Map.of("a", Set.of(1)), "would be read back as java.util.ArrayList"),
				Arguments.of(ANYTHING, Map.of("a", new int[] { 1 }), "int[] would be read back as java.util.ArrayList"),
				Arguments.of(ANYTHING, Map.of("a", new Square(1)), "Square would be read back as java.util.Linked"),
				Arguments.of(ANYTHING, Map.of("a", Double.NaN), "java.lang.Double would be read back as java.lang.Str"),
				Arguments.of(ANYTHING, Map.of("a", Map.of(1, 2)), "Page.value[a][1]: key of java.lang.Integer would"),
				Arguments.of(ANYTHING, Map.of("a", Optional.of(1)), "would be read back as java.lang.Integer"),
				Arguments.of(ANYTHING, Map.of("a", new ArrayDeque<>()), "would be read back as java.util.ArrayList"),
				Arguments.of(PARENTS, List.of(new Parent(), new Child()), "Page.value[1]: " + Child.class.getName()),
				Arguments.of(PARENTS, List.of(new Parent(), new Child()),
						Child.class.getName() + " would be read back" + " as " + Parent.class.getName()
								+ "; declare the class itself, or annotate the parent"),
				Arguments.of(Parent.class, new Child(), "Page.value: " + Child.class.getName() + " would be read back"),
				Arguments.of(Holder.class, new Holder(new Child(), List.of()), "Page.value.parent: value of type"),
				Arguments.of(Holder.class, new Holder(null, List.of(Map.of("a", new Child()))),
						"Page.value.others[0].a: value of type"),
				Arguments.of(Family.class, new Family(new Child(), new Child()),
						"Page.value.parent: " + Child.class.getName() + " would be read back as"),
				Arguments.of(Date.class, new Timestamp(1), "java.sql.Timestamp would be read back as java.util.Date"),
				Arguments.of(JsonNode.class, JsonNodeFactory.instance.numberNode(new BigDecimal("1.10")),
						"Page.value: tools.jackson.databind.node.DecimalNode would be read back"),
				Arguments.of(JsonNode.class, JsonNodeFactory.instance.binaryNode(new byte[1]), "BinaryNode"),
				Arguments.of(new TypeReference<List<ZonedDateTime>>() {
				}.getType(), List.of(ZonedDateTime.now(ZoneId.of("Europe/Berlin"))),
						"Page.value[0]: java.time.ZonedDateTime would be read back as another"),
				Arguments.of(Pattern.class, Pattern.compile("a", Pattern.CASE_INSENSITIVE),
						"java.util.regex.Pattern would be read back as another: a as a"),
				Arguments.of(Formatted.class, new Formatted(LocalDateTime.of(2026, 1, 2, 3, 4, 5)),
						"Page.value.time: java.time.LocalDateTime would be read back as another: 2026-01-02T03:04:05"),
				Arguments.of(Vessel.class, new Submarine(1), "could be written as JSON, but not be read again"),
				Arguments.of(Free.class, new Careless(), "Property 'secret' of " + Careless.class.getName()),
				Arguments.of(new TypeReference<Set<Vessel>>() {
				}.getType(), Set.of(new Fleet(Map.of("a", 1.5f))), "Page.value[].ships[a]: java.lang.Float would"),
				Arguments.of(AnyProperties.class, AnyProperties.of("a", 1L, "b", new byte[1]),
						"Page.value[b]: byte[] would be read back as java.lang.String"),
				Arguments.of(new TypeReference<Box<Parent>>() {
				}.getType(), new Box<>(new Child()), Child.class.getName() + " would be read back as"),
				Arguments.of(new TypeReference<Map<String, List<Optional<Parent[]>>>>() {
				}.getType(), Map.of("a", List.of(Optional.of(new Parent[] { new Child() }))),
						"Page.value[a][0][0]: " + Child.class.getName() + " would be read back as"),
				Arguments.of(Leaving.class, new Leaving(null, List.of(), 0), "Page.value.number: value of type"),
				Arguments.of(new TypeReference<Set<Object>>() {
				}.getType(), new HashSet<>(Arrays.asList("a", new BigDecimal("1.5"))), "java.math.BigDecimal would"),
				Arguments.of(new TypeReference<List<Object>>() {
				}.getType(), new HoldingList(), "Page.value: 1 elements would be read back as 0"));
	}

	@ParameterizedTest
	@MethodSource
	void aValueThatComesBackIsNotRefused(Type type, Object value) {
		ValueCodec codec = this.codecs.forType(type, "Page.value");
		Object read = codec.decode(codec.encode(value));
		assertThat(read).usingRecursiveComparison()
			.withEqualsForType((one, other) -> one.toString().equals(other.toString()), Pattern.class)
			.isEqualTo(value);
	}

	static Stream<Arguments> aValueThatComesBackIsNotRefused() {
		Child child = new Child();
		child.number = 5;
		child.more = List.of("a");
		return Stream.of(Arguments.of(ANYTHING, anything()), Arguments.of(PARENTS, List.of(new Parent(), new Parent())),
				Arguments.of(Child.class, child), Arguments.of(Family.class, new Family(new Parent(), child)),
				Arguments.of(SdkBytesHolder.class,
						new SdkBytesHolder(SdkBytes.fromUtf8String("a"), List.of(SdkBytes.fromUtf8String("")))),
				Arguments.of(Vessel.class, new Fleet(Map.of("a", 1.5))),
				Arguments.of(new TypeReference<List<Vessel>>() {
				}.getType(), List.of(new Boat(1), new Fleet(Map.of()))),
				Arguments.of(Pattern.class, Pattern.compile("a+")), Arguments.of(Locale.class, Locale.GERMANY),
				Arguments.of(URI.class, URI.create("http://a/b")), Arguments.of(Path.class, Path.of("/a/b")),
				Arguments.of(ZoneId.class, ZoneId.of("Europe/Berlin")),
				Arguments.of(ZonedDateTime.class, ZonedDateTime.parse("2026-01-02T03:04:05Z")),
				Arguments.of(AtomicInteger.class, new AtomicInteger(5)),
				Arguments.of(new TypeReference<EnumMap<DayOfWeek, Duration>>() {
				}.getType(), new EnumMap<>(Map.of(DayOfWeek.FRIDAY, Duration.ofNanos(1)))),
				Arguments.of(new TypeReference<TreeMap<String, Object>>() {
				}.getType(), new TreeMap<>(Map.of("b", 1, "a", "c"))),
				Arguments.of(new TypeReference<Map<Double, List<Object>>>() {
				}.getType(), Map.of(0.5, List.of(true))),
				Arguments.of(Formatted.class, new Formatted(LocalDateTime.of(2026, 1, 2, 3, 4))),
				Arguments.of(JsonNode.class,
						JsonMapper.shared().readTree("{\"a\":[1,1.5,null,true,\"b\",12345678901]}")),
				Arguments.of(AnyProperties.class, AnyProperties.of("a", "b", "c", true)),
				Arguments.of(Object[].class, new Object[] { 1, "a", null, List.of() }),
				Arguments.of(new TypeReference<Map.Entry<String, Object>>() {
				}.getType(), Map.entry("a", 1)), Arguments.of(Leaving.class, new Leaving(null, List.of("a"), 1)),
				Arguments.of(new TypeReference<List<Optional<Object>>>() {
				}.getType(), List.of(Optional.of("a"), Optional.empty())));
	}

	private static Map<String, Object> anything() {
		Map<String, Object> anything = new HashMap<>();
		anything.put("text", "a");
		anything.put("list", List.of(1, 1.5, Long.MAX_VALUE, BigInteger.TEN.pow(50), true, "b"));
		anything.put("map", Collections.singletonMap("a", null));
		anything.put("none", null);
		anything.put("empty", Collections.emptyList());
		return anything;
	}

	@Test
	void aWholeNumberMayComeBackAsASmallerOne() {
		ValueCodec codec = this.codecs.forType(ANYTHING, "Page.value");
		assertThat(codec.decode(codec.encode(Map.of("a", 5L)))).isEqualTo(Map.of("a", 5));
		assertThat(codec.decode(codec.encode(Map.of("a", BigInteger.TWO)))).isEqualTo(Map.of("a", 2));
		ValueCodec node = this.codecs.forType(JsonNode.class, "Page.value");
		JsonNode big = JsonNodeFactory.instance.objectNode().put("a", 5L);
		assertThat(((JsonNode) node.decode(node.encode(big))).get("a").intValue()).isEqualTo(5);
	}

	@Test
	void anyCollectionMayComeBackAsAList() {
		ValueCodec closed = this.codecs.forType(new TypeReference<Collection<String>>() {
		}.getType(), "Page.value");
		assertThat(closed.decode(closed.encode(Set.of("a")))).isEqualTo(List.of("a"));
		ValueCodec open = this.codecs.forType(new TypeReference<Collection<Object>>() {
		}.getType(), "Page.value");
		assertThat(open.decode(open.encode(Set.of("a")))).isEqualTo(List.of("a"));
	}

	@Test
	void whatTheUserLeavesOutNeedNotComeBack() {
		ValueCodec codec = this.codecs.forType(Leaving.class, "Page.value");
		assertThat(codec.decode(codec.encode(new Leaving(null, List.of(), 1)))).isEqualTo(new Leaving(null, null, 1));
		ValueCodec ignoring = this.codecs.forType(Ignoring.class, "Page.value");
		assertThat(ignoring.decode(ignoring.encode(new Ignoring(List.of(new Named(1, "a"))))))
			.isEqualTo(new Ignoring(List.of(new Named(1, null))));
	}

	@Test
	void theOrderOfASetDoesNotMatter() {
		ValueCodec codec = this.codecs.forType(new TypeReference<Set<Vessel>>() {
		}.getType(), "Page.value");
		Set<Vessel> set = new LinkedHashSet<>();
		for (int i = 100; i > 0; i--) {
			set.add(new Boat(i));
		}
		set.add(new Fleet(Map.of("a", 1L)));
		assertThat((Collection<?>) codec.decode(codec.encode(set))).hasSize(101);
	}

	@Test
	void cyclesWithIdentifiersComeBack() {
		ValueCodec codec = this.codecs.forType(Ring.class, "Page.value");
		Ring ring = new Ring();
		ring.next = new Ring();
		ring.next.next = ring;
		Ring read = (Ring) codec.decode(codec.encode(ring));
		assertThat(read.next).isNotNull();
		assertThat(read.next.next).isSameAs(read);
	}

	@Test
	void bytesInsideJsonAreBase64() {
		ValueCodec codec = this.codecs.forType(SdkBytesHolder.class, "Page.value");
		byte[] json = codec.encode(new SdkBytesHolder(SdkBytes.fromUtf8String("abc"), List.of()));
		assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"content\":\"YWJj\",\"others\":[]}");
	}

	@Test
	void theApplicationsMapperIsNotChanged() {
		JsonMapper mapper = JsonMapper.builder().build();
		new ValueCodecs(mapper);
		assertThat(mapper.writeValueAsString(SdkBytes.fromUtf8String("abc"))).isEqualTo("{}");
	}

	@Test
	void theApplicationsOwnFormOfBytesIsKept() {
		JsonMapper mapper = JsonMapper.builder()
			.addModule(new SimpleModule().addSerializer(SdkBytes.class, new Shouting())
				.addDeserializer(SdkBytes.class, new Hearing()))
			.build();
		ValueCodec codec = new ValueCodecs(mapper).forType(SdkBytesHolder.class, "Page.value");
		SdkBytesHolder value = new SdkBytesHolder(SdkBytes.fromUtf8String("ABC"), List.of());
		assertThat(new String(codec.encode(value), StandardCharsets.UTF_8)).startsWith("{\"content\":\"ABC\"");
		assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> codec.encode(new SdkBytesHolder(SdkBytes.fromUtf8String("abc"), List.of())))
			.withMessageContaining("Page.value.content: ");
	}

	@Test
	void aValueThatSettingsRefuseToReadIsNotWritten() {
		JsonMapper strict = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();
		ValueCodec codec = new ValueCodecs(strict).forType(Holder.class, "Page.value");
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(new Holder(null, List.of())))
			.withMessageContaining("not be read again");
		JsonMapper lenient = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
		ValueCodec decimals = new ValueCodecs(lenient).forType(ANYTHING, "Page.value");
		Map<String, Object> value = Map.of("a", new BigDecimal("1.10"));
		assertThat(decimals.decode(decimals.encode(value))).isEqualTo(value);
	}

	@Test
	void aSubclassIsRefusedAfterAnotherValueWasWritten() {
		ValueCodec codec = this.codecs.forType(PARENTS, "Page.value");
		assertThat(codec.encode(List.of(new Parent()))).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(List.of(new Child())));
		assertThat(this.codecs.forType(Child.class, "Page.value").encode(new Child())).isNotEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> codec.encode(List.of(new Child())));
		assertThat(codec.encode(List.of(new Parent()))).isNotEmpty();
	}

	record Square(int side) {
	}

	record Box<T>(T content) {
	}

	public static class Parent {

		public int number;

	}

	public static class Child extends Parent {

		public @Nullable List<String> more;

	}

	public record Holder(@Nullable Parent parent, List<Map<String, Parent>> others) {
	}

	public record Family(Parent parent, Child child) {
	}

	public record SdkBytesHolder(SdkBytes content, List<SdkBytes> others) {
	}

	record Formatted(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime time) {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(Boat.class), @JsonSubTypes.Type(Fleet.class) })
	interface Vessel {

	}

	record Boat(int oars) implements Vessel {
	}

	record Fleet(Map<String, Object> ships) implements Vessel {
	}

	record Ignoring(@JsonIgnoreProperties("name") List<Named> fleets) {
	}

	record Named(Object number, @Nullable String name) {
	}

	record Submarine(int depth) implements Vessel {
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
	interface Free {

	}

	static class Careless implements Free {

		private final int secret = 1;

		int secret() {
			return this.secret;
		}

	}

	public static class AnyProperties {

		private final Map<String, Object> others = new TreeMap<>();

		static AnyProperties of(String name, Object value, String other, Object otherValue) {
			AnyProperties properties = new AnyProperties();
			properties.put(name, value);
			properties.put(other, otherValue);
			return properties;
		}

		@JsonAnyGetter
		public Map<String, Object> getOthers() {
			return this.others;
		}

		@JsonAnySetter
		public void put(String name, Object value) {
			this.others.put(name, value);
		}

	}

	static final class HoldingList extends ArrayList<Object> {

		@Override
		public int size() {
			return 1;
		}

	}

	record Leaving(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable List<Object> list,
			@JsonInclude(JsonInclude.Include.NON_DEFAULT) int number) {
	}

	@JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
	public static class Ring {

		public @Nullable Ring next;

	}

	private static final class Shouting extends StdSerializer<SdkBytes> {

		Shouting() {
			super(SdkBytes.class);
		}

		@Override
		public void serialize(SdkBytes value, JsonGenerator generator, SerializationContext context) {
			generator.writeString(value.asUtf8String().toUpperCase(Locale.ROOT));
		}

	}

	private static final class Hearing extends StdDeserializer<SdkBytes> {

		Hearing() {
			super(SdkBytes.class);
		}

		@Override
		public SdkBytes deserialize(JsonParser parser, DeserializationContext context) {
			return SdkBytes.fromUtf8String(parser.getString());
		}

	}

}
