package io.github.s3backed.codec;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/**
 * Compares a value with what comes back of it: the classes, and all that Jackson writes
 * and reads of their instances. What comes back has no cycles, unless the class has
 * identifiers for them.
 */
final class ReadBack {

	private final JsonMapper mapper;

	private final JsonBeans beans;

	private final SimpleValues simpleValues;

	ReadBack(JsonMapper mapper, JsonBeans beans) {
		this.mapper = mapper;
		this.beans = beans;
		this.simpleValues = new SimpleValues(mapper);
	}

	/**
	 * Refuses a value that does not come back.
	 * @param written the value
	 * @param read what came back
	 * @param type its declared type
	 * @param path what it is called in messages
	 * @throws IllegalArgumentException if they differ
	 */
	void requireSame(Object written, @Nullable Object read, JavaType type, String path) {
		Difference difference;
		try {
			difference = new Comparison().compare(written, read, type);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					path + ": what JSON would be read back as cannot be compared: " + ex.getOriginalMessage(), ex);
		}
		if (difference != null) {
			throw new IllegalArgumentException(difference.message(path));
		}
	}

	/**
	 * The comparison of one value.
	 */
	private final class Comparison {

		private Predicate<String> kept = (name) -> true;

		private final Set<Object> within = Collections.newSetFromMap(new IdentityHashMap<>());

		@Nullable Difference compare(@Nullable Object written, @Nullable Object read, JavaType type) {
			if (written == read || (isAbsent(written) && isAbsent(read))) {
				return null;
			}
			if (written == null || read == null) {
				return Difference.of(written, read);
			}
			if (written instanceof Collection<?> one && read instanceof Collection<?> other) {
				return compareCollections(one, other, type);
			}
			if (written instanceof Map<?, ?> one && read instanceof Map<?, ?> other) {
				return compareMaps(one, other, content(type));
			}
			if (written instanceof Object[] one && read instanceof Object[] other) {
				return compareElements(Arrays.asList(one), Arrays.asList(other), content(type));
			}
			if (written instanceof Optional<?> one && read instanceof Optional<?> other) {
				return compare(one.orElse(null), other.orElse(null), content(type));
			}
			if (written instanceof Map.Entry<?, ?> one && read instanceof Map.Entry<?, ?> other) {
				return compareElements(Arrays.asList(one.getKey(), one.getValue()),
						Arrays.asList(other.getKey(), other.getValue()), TypeFactory.unknownType());
			}
			return compareObjects(written, read, type);
		}

		/**
		 * A list is never equal to a set, but where neither is declared, the user has
		 * said that he needs neither.
		 */
		private @Nullable Difference compareCollections(Collection<?> written, Collection<?> read, JavaType type) {
			boolean isSet = written instanceof Set && read instanceof Set;
			boolean isSameKind = isSet || (written instanceof Set == read instanceof Set
					&& written instanceof List == read instanceof List);
			boolean isAnyKind = type.hasRawClass(Collection.class) || type.hasRawClass(Iterable.class);
			if (!isSameKind && !isAnyKind) {
				return Difference.of(written, read);
			}
			return isSet ? compareSets(written, read, content(type)) : compareElements(written, read, content(type));
		}

		private @Nullable Difference compareElements(Collection<?> written, Collection<?> read, JavaType type) {
			if (written.size() != read.size()) {
				return Difference.ofSize("elements", written.size(), read.size());
			}
			Iterator<?> others = read.iterator();
			int index = 0;
			for (Object element : written) {
				Difference difference = compare(element, others.next(), type);
				if (difference != null) {
					return difference.in("[" + index + "]");
				}
				index++;
			}
			return null;
		}

		/**
		 * Finds the partner of each element by its JSON, because a set need not keep its
		 * order, and its elements need not have {@code equals}.
		 */
		private @Nullable Difference compareSets(Collection<?> written, Collection<?> read, JavaType type) {
			if (written.size() != read.size()) {
				return Difference.ofSize("elements", written.size(), read.size());
			}
			Map<String, Deque<Object>> partners = new HashMap<>();
			for (Object element : read) {
				partners.computeIfAbsent(json(element, type), (json) -> new ArrayDeque<>())
					.add(Optional.ofNullable(element));
			}
			for (Object element : written) {
				Deque<Object> candidates = partners.getOrDefault(json(element, type), new ArrayDeque<>());
				Object partner = candidates.isEmpty() ? null : ((Optional<?>) candidates.remove()).orElse(null);
				Difference difference = compare(element, partner, type);
				if (difference != null) {
					return difference.in("[]");
				}
			}
			return null;
		}

		private String json(@Nullable Object element, JavaType type) {
			return ReadBack.this.mapper.writerFor(type).writeValueAsString(element);
		}

		/**
		 * An entry without a value may be missing: then the user has said so.
		 */
		private @Nullable Difference compareMaps(Map<?, ?> written, Map<?, ?> read, JavaType type) {
			for (Map.Entry<?, ?> entry : written.entrySet()) {
				if (entry.getValue() != null && !read.containsKey(entry.getKey())) {
					return new Difference("[" + entry.getKey() + "]",
							"key of " + entry.getKey().getClass().getName() + " would not be read back as itself");
				}
				Difference difference = compare(entry.getValue(), read.get(entry.getKey()), type);
				if (difference != null) {
					return difference.in("[" + entry.getKey() + "]");
				}
			}
			return (read.size() <= written.size()) ? null : Difference.ofSize("entries", written.size(), read.size());
		}

		/**
		 * A class may have identifiers for cycles, so that an object may be within
		 * itself.
		 */
		private @Nullable Difference compareObjects(Object written, Object read, JavaType type) {
			JsonBean bean = SimpleValues.contain(written) ? null : bean(written, type);
			if (bean == null) {
				return ReadBack.this.simpleValues.areSame(written, read) ? null : Difference.of(written, read);
			}
			if (written.getClass() != read.getClass()) {
				return Difference.of(written, read);
			}
			if (!this.within.add(written)) {
				return null;
			}
			Difference difference = compareProperties(bean, written, read);
			this.within.remove(written);
			return difference;
		}

		private @Nullable Difference compareProperties(JsonBean bean, Object written, Object read) {
			Predicate<String> isKept = this.kept;
			for (JsonBean.Property property : bean.properties()) {
				Object value = property.get(written);
				if (isKept.test(property.name()) && !property.isLeftOut(value)) {
					this.kept = property.kept();
					Difference difference = compare(value, property.get(read), property.type());
					if (difference != null) {
						return difference.in("." + property.name());
					}
				}
			}
			this.kept = (name) -> true;
			Difference difference = (bean.others() != null)
					? compare(bean.others().getValue(written), bean.others().getValue(read), bean.others().getType())
					: null;
			this.kept = isKept;
			return difference;
		}

	}

	private @Nullable JsonBean bean(Object value, JavaType declared) {
		JavaType type = declared.getRawClass().isInstance(value)
				? this.mapper.getTypeFactory().constructSpecializedType(declared, value.getClass())
				: this.mapper.constructType(value.getClass());
		try {
			return this.beans.find(type);
		}
		catch (LostPropertyException ex) {
			throw new IllegalArgumentException(
					"Property '" + ex.name() + "' of " + type.toCanonical() + " " + ex.getMessage(), ex);
		}
	}

	private static JavaType content(JavaType type) {
		JavaType content = type.getContentType();
		return (content != null) ? content : TypeFactory.unknownType();
	}

	/**
	 * An empty optional value is the same as none.
	 */
	private static boolean isAbsent(@Nullable Object value) {
		return value == null || (value instanceof Optional<?> optional && optional.isEmpty());
	}

}
