package io.github.s3backed.codec;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the types alone tell of whether every value comes back from JSON.
 *
 * @param isClosed whether every value does, if it has no instances of subclasses where a
 * class is declared
 * @param exact the declared classes that could have subclasses
 * @param hasNames whether the names in the JSON come from values, as a map's do
 * @param hasLongNumbers whether numbers can be of any length
 */
record JsonProof(boolean isClosed, Set<Class<?>> exact, boolean hasNames, boolean hasLongNumbers) {

	/**
	 * Returns the mapper that writes values of the types.
	 * @param mapper writes and reads them
	 * @return the same, or one that refuses subclasses
	 */
	JsonMapper writer(JsonMapper mapper) {
		return (this.isClosed && !this.exact.isEmpty()) ? ExactClasses.guard(mapper, this.exact) : mapper;
	}

	/**
	 * Jackson writes the outermost value, and what it holds if it is a container, as the
	 * declared class, whatever its own is, and so asks for no other serializer.
	 * @param value the outermost value
	 * @param declared its declared type
	 * @return the first instance of a subclass, or {@code null}
	 */
	@Nullable Difference findSubclass(@Nullable Object value, JavaType declared) {
		JavaType content = declared.getContentType();
		if (value == null || !this.exact.contains(innermost(declared).getRawClass())) {
			return null;
		}
		if (content == null) {
			return (value.getClass() == declared.getRawClass()) ? null
					: new Difference("", ExactClasses.subclass(value.getClass(), declared.getRawClass()));
		}
		if (value instanceof Optional<?> optional) {
			return findSubclass(optional.orElse(null), content);
		}
		if (value instanceof Map<?, ?> map) {
			return findSubclass(map.entrySet(), content, (entry, index) -> ((Map.Entry<?, ?>) entry).getKey(),
					(entry) -> ((Map.Entry<?, ?>) entry).getValue());
		}
		Collection<?> elements = (value instanceof Object[] array) ? Arrays.asList(array) : (Collection<?>) value;
		return findSubclass(elements, content, (element, index) -> index, (element) -> element);
	}

	private @Nullable Difference findSubclass(Collection<?> elements, JavaType content,
			BiFunction<Object, Integer, Object> toName, UnaryOperator<Object> toValue) {
		int index = 0;
		for (Object element : elements) {
			Difference difference = findSubclass(toValue.apply(element), content);
			if (difference != null) {
				return difference.in("[" + toName.apply(element, index) + "]");
			}
			index++;
		}
		return null;
	}

	private static JavaType innermost(JavaType type) {
		return (type.getContentType() != null) ? innermost(type.getContentType()) : type;
	}

}
