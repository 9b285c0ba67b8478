package io.github.s3backed.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;
import org.springframework.util.ObjectUtils;

/**
 * Values of simple types that are hard to write: with every part, the longest fraction,
 * the largest number. A mapper that brings them back brings back all values of the type,
 * whatever its settings and modules are.
 */
final class Samples {

	private static final LocalDateTime TIME = LocalDateTime.of(2026, 10, 25, 2, 30, 59, 123_456_789);

	private static final Map<Class<?>, List<?>> SAMPLES = samples();

	private final Map<Class<?>, Boolean> comeBack = new ConcurrentHashMap<>();

	private final JsonMapper mapper;

	Samples(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Tells whether a type is a simple one.
	 */
	static boolean contain(Class<?> type) {
		return SAMPLES.containsKey(ClassUtils.resolvePrimitiveIfNecessary(type));
	}

	/**
	 * Tells whether all values of a simple type come back.
	 */
	boolean comeBack(Class<?> type) {
		return this.comeBack.computeIfAbsent(ClassUtils.resolvePrimitiveIfNecessary(type),
				(simple) -> SAMPLES.get(simple).stream().allMatch((sample) -> comesBack(sample, simple)));
	}

	/**
	 * Returns the first constant of an enumeration that does not come back.
	 */
	@Nullable Object firstLost(Class<?> enumeration) {
		return Arrays.stream(enumeration.getEnumConstants())
			.filter((constant) -> !comesBack(constant, enumeration))
			.findFirst()
			.orElse(null);
	}

	private boolean comesBack(Object value, Class<?> type) {
		try {
			byte[] json = this.mapper.writerFor(type).writeValueAsBytes(value);
			return ObjectUtils.nullSafeEquals(value, this.mapper.readerFor(type).readValue(json));
		}
		catch (RuntimeException ex) {
			// The application's own way of writing may not be for every value.
			return false;
		}
	}

	private static Map<Class<?>, List<?>> samples() {
		Map<Class<?>, List<?>> samples = new HashMap<>();
		addText(samples);
		addNumbers(samples);
		addTimes(samples);
		addArrays(samples);
		return samples;
	}

	@SuppressWarnings("deprecation")
	private static void addText(Map<Class<?>, List<?>> samples) {
		samples.put(String.class,
				List.of("", " ", " a ", "null", "NaN", "1", "\0\"\\\u2028\u00e9\uD83D\uDE00", "\uD83D"));
		samples.put(Character.class, List.of('a', ' ', '\0', '\u00e9', '\uD83D'));
		samples.put(UUID.class, List.of(new UUID(0, 0), new UUID(Long.MIN_VALUE, -1)));
		samples.put(URI.class, List.of(URI.create(""), URI.create("http://a.b/c%20?d=e#f"), URI.create("mailto:a@b")));
		samples.put(Locale.class, List.of(Locale.ROOT, Locale.GERMANY, new Locale("sl", "IT", "nedis"),
				Locale.forLanguageTag("zh-Hant-TW-u-ca-roc"), new Locale("ja", "JP", "JP")));
		samples.put(Currency.class, List.of(Currency.getInstance("EUR")));
	}

	private static void addNumbers(Map<Class<?>, List<?>> samples) {
		samples.put(Boolean.class, List.of(true, false));
		samples.put(Byte.class, List.of(Byte.MIN_VALUE, Byte.MAX_VALUE));
		samples.put(Short.class, List.of(Short.MIN_VALUE, Short.MAX_VALUE));
		samples.put(Integer.class, List.of(Integer.MIN_VALUE, 0, Integer.MAX_VALUE));
		samples.put(Long.class, List.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE));
		samples.put(Float.class,
				List.of(Float.MIN_VALUE, Float.MAX_VALUE, -0f, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY));
		samples.put(Double.class,
				List.of(Double.MIN_VALUE, Double.MAX_VALUE, -0d, 0.1, Double.NaN, Double.NEGATIVE_INFINITY));
		samples.put(BigInteger.class, List.of(BigInteger.ZERO, BigInteger.TEN.pow(100).negate()));
		samples.put(BigDecimal.class, List.of(BigDecimal.ZERO, new BigDecimal("1.10"), new BigDecimal("-1E+30"),
				new BigDecimal("1E-30"), new BigDecimal("12345678901234567890.1234567890123456789")));
		samples.put(OptionalInt.class, List.of(OptionalInt.empty(), OptionalInt.of(0)));
		samples.put(OptionalLong.class, List.of(OptionalLong.empty(), OptionalLong.of(Long.MAX_VALUE)));
		samples.put(OptionalDouble.class, List.of(OptionalDouble.empty(), OptionalDouble.of(0.1)));
	}

	private static void addTimes(Map<Class<?>, List<?>> samples) {
		samples.put(Instant.class,
				List.of(Instant.EPOCH, TIME.toInstant(ZoneOffset.UTC), TIME.withYear(-1).toInstant(ZoneOffset.UTC)));
		samples.put(Date.class, List.of(new Date(0), new Date(1_234_567_890_123L), new Date(-1)));
		samples.put(Duration.class,
				List.of(Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofSeconds(-1, 1)));
		samples.put(Period.class, List.of(Period.ZERO, Period.of(1, -13, 45)));
		samples.put(LocalDate.class, List.of(TIME.toLocalDate(), LocalDate.MAX, LocalDate.of(-1, 2, 3)));
		samples.put(LocalTime.class, List.of(LocalTime.MIDNIGHT, LocalTime.MAX, LocalTime.of(1, 2)));
		samples.put(LocalDateTime.class, List.of(TIME, LocalDateTime.MAX, LocalDateTime.of(2026, 1, 1, 0, 0)));
		samples.put(Year.class, List.of(Year.of(2026), Year.of(-1)));
		samples.put(YearMonth.class, List.of(YearMonth.of(2026, 7), YearMonth.of(-1, 12)));
		samples.put(MonthDay.class, List.of(MonthDay.of(2, 29)));
		samples.put(ZoneOffset.class, List.of(ZoneOffset.UTC, ZoneOffset.ofHoursMinutesSeconds(-1, -2, -3)));
		samples.put(OffsetTime.class, List.of(TIME.toLocalTime().atOffset(ZoneOffset.ofHours(2))));
		samples.put(OffsetDateTime.class, List.of(TIME.atOffset(ZoneOffset.ofHours(2))));
		samples.put(ZonedDateTime.class, List.of(TIME.atZone(ZoneId.of("Europe/Berlin")), TIME.atZone(ZoneOffset.UTC)));
	}

	private static void addArrays(Map<Class<?>, List<?>> samples) {
		samples.put(byte[].class, List.of(new byte[0], new byte[] { 0, -1, 127, 62 }));
		samples.put(SdkBytes.class,
				List.of(SdkBytes.fromByteArray(new byte[0]), SdkBytes.fromByteArray(new byte[] { 0, -1, 127, 62 })));
		samples.put(boolean[].class, List.of(new boolean[0], new boolean[] { true, false }));
		samples.put(char[].class, List.of(new char[0], new char[] { 'a', '\0', '\uD83D' }));
		samples.put(short[].class, List.of(new short[0], new short[] { Short.MIN_VALUE }));
		samples.put(int[].class, List.of(new int[0], new int[] { Integer.MIN_VALUE, 0 }));
		samples.put(long[].class, List.of(new long[0], new long[] { Long.MIN_VALUE, 0 }));
		samples.put(float[].class, List.of(new float[0], new float[] { 0.1f, -0f, Float.NaN }));
		samples.put(double[].class, List.of(new double[0], new double[] { 0.1, -0d, Double.NaN }));
	}

}
