package io.github.s3backed.codec;

import java.io.InputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonBackReference;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonManagedReference;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the types alone prove of JSON, and which types are refused.
 */
class JsonStartUpTests {

	private final JsonMapper mapper = SdkBytesJson.addTo(JsonMapper.builder().build());

	@ParameterizedTest
	@CsvSource(delimiter = ':', textBlock = """
			interfaces      : Page.value[]: values of type .*Shape cannot be read from JSON.*@JsonTypeInfo
			inMap           : Page.value[]: values of type .*Shape cannot be read
			inRecord        : Page.value[].shape: values of type .*Shape cannot be read
			inArray         : Page.value[]: values of type .*Shape cannot be read
			inOptional      : Page.value: values of type .*Shape cannot be read
			bounded         : Page.value.content: values of type .*Shape cannot be read
			hidden          : Page.value.secret \\(of .*Hidden\\) is not written; give it a getter
			inherited       : Page.value.secret \\(of .*Heir\\) is not written
			nested          : Page.value[][].hidden.secret \\(of .*Hidden\\) is not written
			setterOnly      : Page.value.secret \\(of .*SetterOnly\\) is not written
			getterOnly      : Page.value.name \\(of .*GetterOnly\\) is written and not read; give it a setter
			stream          : Page.value.content: values of type .*InputStream cannot be stored
			unmakeable      : Page.value[]: values of type .*Unmakeable cannot be read
			inner           : Page.value[]: values of type .*Inner cannot be read
			keys            : Page.value: values of type .*Link.* cannot be read from JSON: .*[Kk]ey deserializer
			subtype         : Page.value \\(Careless\\).secret \\(of .*Careless\\) is not written
			enumeration     : Page.value: constant .* of .*Confused is not read from JSON as itself
			enumerationKey  : Page.value \\(key\\): constant .* of .*Confused is not read
			collection      : Page.value: values of type .*Collected.* cannot be read
			""")
	void aTypeWhoseValuesWouldNotComeBackIsRefused(String field, String message) throws NoSuchFieldException {
		Type type = type(Refused.class, field);
		assertThatIllegalArgumentException().isThrownBy(() -> new ValueCodecs(this.mapper).forType(type, "Page.value"))
			.withMessageMatching("(?s)" + message.strip().replace("[]", "\\[\\]") + ".*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "list", "nested", "record", "records", "bean", "lombok", "kotlin", "named",
			"constants", "byName", "byKey", "optional", "array", "primitives", "bytes", "sdkBytes", "sdkBytesInRecord",
			"ignoring", "derived", "generic", "cyclic", "enumMap", "immutable", "dates", "anyCollection" })
	void closedTypesAreProvedToComeBack(String field) throws NoSuchFieldException {
		assertThat(prove(this.mapper, type(Proved.class, field)).isClosed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "anything", "node", "number", "polymorphic", "inRecord", "parents", "custom", "value",
			"anyProperties", "unwrapped", "formatted", "keys", "sorted", "path", "zoned", "family", "raw", "narrowed" })
	void openTypesAreLeftToTheSave(String field) throws NoSuchFieldException {
		assertThat(prove(this.mapper, type(Open.class, field)).isClosed()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Boolean.class, byte.class, char.class, Short.class, int.class, Long.class,
			float.class, Double.class, BigInteger.class, BigDecimal.class, UUID.class, URI.class, Instant.class,
			Duration.class, LocalDateTime.class, Date.class, DayOfWeek.class, int[].class, double[].class, byte[].class,
			char[].class })
	void aMapperAsItIsBringsSimpleTypesBack(Class<?> type) {
		assertThat(prove(this.mapper, type).isClosed()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(classes = { OffsetDateTime.class, ZonedDateTime.class })
	void settingsDecideWhetherASimpleTypeIsProved(Class<?> type) {
		assertThat(prove(this.mapper, type).isClosed()).isFalse();
		JsonMapper keeping = JsonMapper.builder()
			.disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
			.enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
			.build();
		assertThat(prove(keeping, type).isClosed()).isTrue();
		JsonMapper truncating = JsonMapper.builder().enable(DateTimeFeature.TRUNCATE_TO_MSECS_ON_WRITE).build();
		assertThat(prove(truncating, Instant.class).isClosed()).isFalse();
	}

	@Test
	void aSettingThatReadingDependsOnLeavesAllToTheSave() {
		JsonMapper strict = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES).build();
		assertThat(prove(strict, Link.class).isClosed()).isFalse();
		assertThat(prove(this.mapper, Link.class).isClosed()).isTrue();
	}

	@Test
	void mixinsAndModulesAreRespected() {
		assertThatIllegalArgumentException().isThrownBy(() -> prove(this.mapper, Hidden.class));
		JsonMapper mixing = JsonMapper.builder().addMixIn(Hidden.class, HiddenMixin.class).build();
		assertThat(prove(mixing, Hidden.class).isClosed()).isTrue();
		JsonMapper implementing = JsonMapper.builder()
			.addModule(new SimpleModule().addAbstractTypeMapping(Shape.class, Square.class))
			.build();
		assertThat(prove(implementing, Shape.class).isClosed()).isFalse();
		JsonMapper seeing = JsonMapper.builder()
			.changeDefaultVisibility((it) -> it.withFieldVisibility(JsonAutoDetect.Visibility.ANY))
			.build();
		assertThat(prove(seeing, Hidden.class).isClosed()).isTrue();
	}

	@Test
	void propertiesThatAreLeftOutOnPurposeAreAccepted() {
		assertThat(prove(this.mapper, Ignoring.class).isClosed()).isTrue();
		assertThat(prove(this.mapper, Tree.class).isClosed()).isFalse();
	}

	@Test
	void namesAndNumbersOfAnyLengthAreKnown() throws NoSuchFieldException {
		assertThat(prove(this.mapper, type(Proved.class, "byName")).hasNames()).isTrue();
		assertThat(prove(this.mapper, type(Proved.class, "records")).hasNames()).isFalse();
		assertThat(prove(this.mapper, BigDecimal.class).hasLongNumbers()).isTrue();
		assertThat(prove(this.mapper, Long.class).hasLongNumbers()).isFalse();
	}

	private static JsonProof prove(JsonMapper mapper, Type type) {
		JavaType javaType = mapper.constructType(type);
		return new JsonTypes(mapper, new JsonBeans(mapper), new Samples(mapper)).prove(javaType, "Page.value");
	}

	private static Type type(Class<?> fields, String name) throws NoSuchFieldException {
		return fields.getDeclaredField(name).getGenericType();
	}

	@SuppressWarnings("unused")
	private static final class Refused {

		@Nullable List<Shape> interfaces;

		@Nullable Map<String, Shape> inMap;

		@Nullable List<Drawing> inRecord;

		Shape @Nullable [] inArray;

		@Nullable Optional<Shape> inOptional;

		@Nullable Box<? extends Shape> bounded;

		@Nullable Hidden hidden;

		@Nullable Heir inherited;

		@Nullable Map<String, List<Hiding>> nested;

		@Nullable SetterOnly setterOnly;

		@Nullable GetterOnly getterOnly;

		@Nullable Box<InputStream> stream;

		@Nullable List<Unmakeable> unmakeable;

		@Nullable List<Inner> inner;

		@Nullable Map<Link, String> keys;

		@Nullable Vehicle subtype;

		@Nullable Confused enumeration;

		@Nullable EnumMap<Confused, String> enumerationKey;

		@Nullable Collected collection;

		final class Inner {

			public int number;

		}

	}

	@SuppressWarnings("unused")
	private static final class Proved {

		@Nullable List<String> text;

		@Nullable ArrayList<Set<Integer>> list;

		@Nullable Map<String, List<Map<Integer, Link>>> nested;

		@Nullable Link record;

		@Nullable List<Link> records;

		@Nullable Bean bean;

		@Nullable Lombok lombok;

		@Nullable Kotlin kotlin;

		@Nullable Named named;

		@Nullable List<DayOfWeek> constants;

		@Nullable LinkedHashMap<String, Link> byName;

		@Nullable Map<UUID, Locale> byKey;

		@Nullable Optional<Link> optional;

		Link @Nullable [] @Nullable [] array;

		long @Nullable [] primitives;

		@Nullable List<byte[]> bytes;

		@Nullable Map<String, SdkBytes> sdkBytes;

		@Nullable Binary sdkBytesInRecord;

		@Nullable Ignoring ignoring;

		@Nullable Derived derived;

		@Nullable Box<Link> generic;

		@Nullable Chain cyclic;

		@Nullable EnumMap<DayOfWeek, Duration> enumMap;

		@Nullable Immutable immutable;

		@Nullable List<Date> dates;

		@Nullable Collection<Link> anyCollection;

	}

	@SuppressWarnings({ "unused", "rawtypes" })
	private static final class Open {

		Narrowed narrowed;

		@Nullable Map<String, Object> anything;

		@Nullable List<JsonNode> node;

		@Nullable List<Number> number;

		@Nullable List<Vessel> polymorphic;

		@Nullable Box<Object> inRecord;

		@Nullable Family parents;

		@Nullable Custom custom;

		@Nullable List<Wrapped> value;

		@Nullable AnyProperties anyProperties;

		@Nullable Unwrapping unwrapped;

		@Nullable Formatted formatted;

		@Nullable Map<Double, String> keys;

		@Nullable TreeMap<String, String> sorted;

		@Nullable Path path;

		@Nullable List<ZonedDateTime> zoned;

		@Nullable Tree family;

		@Nullable Box<List> raw;

	}

	interface Shape {

		int side();

	}

	record Square(int side) implements Shape {
	}

	record Drawing(String name, Shape shape) {
	}

	record Box<T>(T content) {
	}

	record Link(String target, int @Nullable [] positions, @Nullable Instant seen) {
	}

	record Binary(String name, SdkBytes content) {
	}

	static class Hidden {

		private @Nullable String secret;

		private @Nullable String name;

		public @Nullable String getName() {
			return this.name;
		}

		void keep(String secret, String name) {
			this.secret = secret + this.secret;
			this.name = name;
		}

	}

	abstract static class HiddenMixin {

		@JsonProperty
		private @Nullable String secret;

	}

	static class Heir extends Hidden {

		public int number;

	}

	record Hiding(Hidden hidden) {
	}

	static class SetterOnly {

		private @Nullable String secret;

		public void setSecret(String secret) {
			this.secret = secret + this.secret;
		}

	}

	static class GetterOnly {

		private final @Nullable String name = String.valueOf(1);

		public @Nullable String getName() {
			return this.name;
		}

	}

	static class Unmakeable {

		private final int number;

		Unmakeable(int number, String text) {
			this.number = number + text.length();
		}

		public int getNumber() {
			return this.number;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes(@JsonSubTypes.Type(Careless.class))
	interface Vehicle {

	}

	static class Careless extends Hidden implements Vehicle {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	@JsonSubTypes({ @JsonSubTypes.Type(Boat.class), @JsonSubTypes.Type(Ship.class) })
	interface Vessel {

	}

	record Boat(int oars) implements Vessel {
	}

	record Ship(int masts, List<Boat> boats) implements Vessel {
	}

	enum Confused {

		ONE, TWO;

		@JsonCreator
		static Confused of(String name) {
			return ONE;
		}

	}

	abstract static class Collected extends ArrayList<String> {

	}

	public static class Bean {

		private @Nullable String name;

		private boolean isActive;

		private @Nullable List<Bean> children;

		public @Nullable String getName() {
			return this.name;
		}

		public void setName(@Nullable String name) {
			this.name = name;
		}

		public boolean isActive() {
			return this.isActive;
		}

		public void setActive(boolean active) {
			this.isActive = active;
		}

		public @Nullable List<Bean> getChildren() {
			return this.children;
		}

		public void setChildren(@Nullable List<Bean> children) {
			this.children = children;
		}

	}

	/**
	 * As Lombok names accessors.
	 */
	public static class Lombok {

		private @Nullable String aName;

		private @Nullable String URL;

		public @Nullable String getAName() {
			return this.aName;
		}

		public void setAName(@Nullable String aName) {
			this.aName = aName;
		}

		public @Nullable String getURL() {
			return this.URL;
		}

		public void setURL(@Nullable String url) {
			this.URL = url;
		}

	}

	/**
	 * As Kotlin compiles a data class with a delegated property.
	 */
	public static final class Kotlin {

		private final String title;

		private final boolean isShown;

		private final Object length$delegate = new Object();

		@JsonCreator
		public Kotlin(@JsonProperty("title") String title, @JsonProperty("shown") boolean isShown) {
			this.title = title;
			this.isShown = isShown;
		}

		public String getTitle() {
			return this.title;
		}

		public boolean isShown() {
			return this.isShown;
		}

		public int getLength() {
			return this.title.length() + this.length$delegate.hashCode();
		}

	}

	public static class Named {

		@JsonProperty("n")
		private @Nullable String name;

		@JsonProperty
		private int number;

		private @Nullable String _prefixed;

		private @Nullable String mPrefixed2;

		public int sum() {
			return this.number + String.valueOf(this.name).length();
		}

		public @Nullable String getPrefixed() {
			return this._prefixed;
		}

		public void setPrefixed(@Nullable String prefixed) {
			this._prefixed = prefixed;
		}

		public @Nullable String getPrefixed2() {
			return this.mPrefixed2;
		}

		public void setPrefixed2(@Nullable String prefixed) {
			this.mPrefixed2 = prefixed;
		}

	}

	@JsonIgnoreProperties("third")
	public static class Ignoring {

		public int number;

		@JsonIgnore
		private int first = 1;

		private transient int second = 2;

		private int third = 3;

		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
		private int fourth = 4;

		private @Nullable Session session;

		@JsonProperty(access = JsonProperty.Access.READ_ONLY)
		public int getSum() {
			return this.first + this.second + this.third + this.fourth + String.valueOf(this.session).length();
		}

	}

	@JsonIgnoreType
	static class Session {

	}

	public static class Derived {

		public int number;

		public int getTwice() {
			return this.number * 2;
		}

		public @Nullable Shape getShape() {
			return new Square(this.number);
		}

	}

	record Chain(String name, @Nullable Chain next, List<Chain> others) {
	}

	static final class Immutable {

		private final List<String> names;

		@JsonCreator
		Immutable(@JsonProperty("names") List<String> names) {
			this.names = List.copyOf(names);
		}

		public List<String> getNames() {
			return this.names;
		}

	}

	public static class Parent {

		public int number;

	}

	public static class Child extends Parent {

		public int more;

	}

	public record Family(Parent parent, Child child) {
	}

	public static class Custom {

		@JsonProperty
		@JsonFormat(shape = JsonFormat.Shape.STRING)
		private int number;

	}

	static final class Wrapped {

		private final String text;

		private Wrapped(String text) {
			this.text = text;
		}

		@JsonCreator
		static Wrapped of(String text) {
			return new Wrapped(text);
		}

		@JsonValue
		String text() {
			return this.text;
		}

	}

	public static class AnyProperties {

		public int number;

		private final Map<String, Object> others = new LinkedHashMap<>();

		@JsonAnyGetter
		public Map<String, Object> getOthers() {
			return this.others;
		}

		@JsonAnySetter
		public void put(String name, Object value) {
			this.others.put(name, value);
		}

	}

	public static class Unwrapping {

		@JsonUnwrapped
		public @Nullable Bean bean;

	}

	record Formatted(@JsonFormat(pattern = "yyyy-MM-dd HH:mm") LocalDateTime time) {
	}

	public static class Tree {

		@JsonManagedReference
		public @Nullable List<Leaf> leaves;

	}

	public static class Leaf {

		@JsonBackReference
		private @Nullable Tree tree;

		public int number;

		public void setTree(@Nullable Tree tree) {
			this.tree = tree;
		}

		public @Nullable Tree getTree() {
			return this.tree;
		}

	}

	/**
	 * What is left out of a value need be neither writable nor readable.
	 */
	record Narrowed(@JsonIgnoreProperties("owner") List<Owned> parts) {
	}

	record Owned(String name, Shape owner) {
	}

}
