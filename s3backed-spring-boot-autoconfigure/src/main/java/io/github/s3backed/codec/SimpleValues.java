package io.github.s3backed.codec;

import java.math.BigInteger;
import java.net.URL;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Compares values whose properties are not Jackson's to see.
 */
final class SimpleValues {

	private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(Byte.class, Short.class, Integer.class, Long.class,
			BigInteger.class);

	private final JsonMapper mapper;

	SimpleValues(JsonMapper mapper) {
		this.mapper = mapper;
	}

	static boolean contain(Object value) {
		return JsonBeans.isJdk(value.getClass()) || value.getClass().isArray() || value instanceof Enum
				|| value instanceof JsonNode;
	}

	boolean areSame(Object one, Object other) {
		if (one instanceof JsonNode node && other instanceof JsonNode otherNode) {
			return node.equals(SimpleValues::compareNodes, otherNode);
		}
		if (isWholeNumber(one) && isWholeNumber(other)) {
			return one.toString().equals(other.toString());
		}
		if (one.getClass() != other.getClass()) {
			return false;
		}
		if (one instanceof URL url) {
			return url.toExternalForm().equals(other.toString());
		}
		if (one instanceof Pattern pattern) {
			return pattern.pattern().equals(other.toString()) && pattern.flags() == ((Pattern) other).flags();
		}
		return ObjectUtils.nullSafeEquals(one, other) || (hasNoEquals(one) && areWrittenAlike(one, other));
	}

	/**
	 * JSON has one kind of whole numbers. Where the type does not say which is wanted,
	 * the smallest comes back that holds the number, and nothing of it is lost.
	 */
	private static boolean isWholeNumber(@Nullable Object value) {
		return value != null && WHOLE_NUMBERS.contains(value.getClass());
	}

	private static int compareNodes(JsonNode one, JsonNode other) {
		boolean areSame = one.equals(other) || (one.isIntegralNumber() && other.isIntegralNumber()
				&& one.bigIntegerValue().equals(other.bigIntegerValue()));
		return areSame ? 0 : 1;
	}

	private static boolean hasNoEquals(Object value) {
		return ReflectionUtils.findMethod(value.getClass(), "equals", Object.class).getDeclaringClass() == Object.class;
	}

	private boolean areWrittenAlike(Object one, Object other) {
		return Arrays.equals(this.mapper.writeValueAsBytes(one), this.mapper.writeValueAsBytes(other));
	}

}
