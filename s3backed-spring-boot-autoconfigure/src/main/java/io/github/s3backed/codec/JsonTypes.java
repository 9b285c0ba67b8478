package io.github.s3backed.codec;

import java.io.Closeable;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.Spliterator;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.impl.UnsupportedTypeDeserializer;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

import org.springframework.core.io.InputStreamSource;
import org.springframework.util.ClassUtils;

/**
 * Walks through everything that a value of a type can hold, as Jackson sees it. Refuses
 * what cannot come back, and tells whether the rest needs to be looked at when it is
 * written.
 */
final class JsonTypes {

	/**
	 * Types that are a way to a value rather than a value.
	 */
	private static final List<Class<?>> UNSUPPORTED = List.of(AutoCloseable.class, Closeable.class, Buffer.class,
			Iterator.class, Spliterator.class, Future.class, BaseStream.class, InputStreamSource.class, Class.class);

	/**
	 * Containers that come back equal when what they hold does.
	 */
	private static final Set<Class<?>> CONTAINERS = Set.of(Collection.class, List.class, ArrayList.class,
			LinkedList.class, Set.class, HashSet.class, LinkedHashSet.class, Queue.class, Deque.class, ArrayDeque.class,
			Map.class, HashMap.class, LinkedHashMap.class, EnumMap.class);

	private static final Set<Class<?>> KEYS = Set.of(String.class, Integer.class, Long.class, Short.class, Byte.class,
			UUID.class);

	private final JsonMapper mapper;

	private final JsonBeans beans;

	private final Samples samples;

	private final boolean isTrusted;

	private final Set<Visit> seen = new HashSet<>();

	private final Set<Class<?>> exact = new HashSet<>();

	private boolean isClosed = true;

	private boolean hasNames;

	private boolean hasLongNumbers;

	JsonTypes(JsonMapper mapper, JsonBeans beans, Samples samples) {
		this.mapper = mapper;
		this.beans = beans;
		this.samples = samples;
		this.isTrusted = JsonSettings.arePlain(mapper);
	}

	/**
	 * Judges a type.
	 * @param type the type
	 * @param path what a value is called in messages
	 * @return what is proved
	 * @throws IllegalArgumentException if a value could be written that cannot be read
	 */
	JsonProof prove(JavaType type, String path) {
		visit(new Visit(type, false), path);
		boolean isClosed = this.isTrusted && this.isClosed && this.exact.stream().noneMatch(this::hasSubclass);
		return new JsonProof(isClosed, Set.copyOf(this.exact), this.hasNames, this.hasLongNumbers);
	}

	private boolean hasSubclass(Class<?> parent) {
		return this.exact.stream().anyMatch((it) -> it != parent && parent.isAssignableFrom(it));
	}

	private void visit(Visit visit, String path) {
		JavaType type = visit.type();
		if (!this.seen.add(visit)) {
			return;
		}
		requireValue(type, path);
		if (Samples.contain(type.getRawClass())) {
			visitSimple(type.getRawClass());
		}
		else if (type.isEnumType()) {
			requireConstants(type, path);
		}
		else if (type.isContainerType() || type.isReferenceType()) {
			visitContainer(visit, path);
		}
		else {
			visitObject(visit, path);
		}
	}

	private static void requireValue(JavaType type, String path) {
		if (UNSUPPORTED.stream().anyMatch((unsupported) -> unsupported.isAssignableFrom(type.getRawClass()))) {
			throw new IllegalArgumentException(path + ": values of type " + name(type)
					+ " cannot be stored: it is a way to a value rather than a value");
		}
	}

	private void visitSimple(Class<?> raw) {
		this.isClosed &= this.samples.comeBack(raw);
		this.hasLongNumbers |= Number.class.isAssignableFrom(raw) && !ClassUtils.isPrimitiveWrapper(raw);
		addExact(raw);
	}

	private void requireConstants(JavaType type, String path) {
		Object lost = type.getRawClass().isEnum() ? this.samples.firstLost(type.getRawClass()) : null;
		if (lost != null) {
			throw new IllegalArgumentException(path + ": constant " + lost + " of " + name(type)
					+ " is not read from JSON as itself; correct how Jackson names it");
		}
		this.isClosed &= type.getRawClass().isEnum();
	}

	private void visitContainer(Visit visit, String path) {
		JavaType type = visit.type();
		deserializer(type, path);
		requireMakeable(visit, path);
		JavaType content = type.getContentType();
		if (type.isReferenceType()) {
			this.isClosed &= type.hasRawClass(Optional.class) && !content.isReferenceType();
			visit(visit.of(content), path);
			return;
		}
		this.isClosed &= type.isArrayType() || CONTAINERS.contains(type.getRawClass());
		if (type.isMapLikeType()) {
			this.hasNames = true;
			visitKey(type.getKeyType(), path);
		}
		visit(visit.of(content), path + "[]");
	}

	private void visitKey(JavaType key, String path) {
		if (key.isEnumType()) {
			requireConstants(key, path + " (key)");
		}
		this.isClosed &= key.isEnumType() || KEYS.contains(key.getRawClass());
	}

	private void visitObject(Visit visit, String path) {
		JavaType type = visit.type();
		ValueDeserializer<?> deserializer = deserializer(type, path);
		if (visit.isPolymorphic() || isPolymorphic(type)) {
			this.isClosed = false;
			visitSubtypes(type, path);
			return;
		}
		if (deserializer instanceof AbstractDeserializer) {
			throw unreadable(type, path, "its class is not known then; declare the class itself, or annotate "
					+ type.getRawClass().getSimpleName() + " with @JsonTypeInfo", null);
		}
		requireMakeable(visit, path);
		visitProperties(type, path);
	}

	/**
	 * Where a value names its class, what is stored is of one of those that are known.
	 */
	private void visitSubtypes(JavaType type, String path) {
		DeserializationConfig config = this.mapper.deserializationConfig();
		AnnotatedClass base = config.classIntrospectorInstance().introspectClassAnnotations(type);
		for (NamedType subtype : config.getSubtypeResolver().collectAndResolveSubtypesByClass(config, base)) {
			if (type.isTypeOrSuperTypeOf(subtype.getType()) && !Modifier.isAbstract(subtype.getType().getModifiers())) {
				JavaType concrete = this.mapper.getTypeFactory().constructSpecializedType(type, subtype.getType());
				visitProperties(concrete, path + " (" + subtype.getType().getSimpleName() + ")");
			}
		}
	}

	private boolean isPolymorphic(JavaType type) {
		return this.mapper._deserializationContext().findTypeDeserializer(type) != null;
	}

	private void visitProperties(JavaType type, String path) {
		JsonBean bean = find(type, path);
		if (bean == null) {
			this.isClosed = false;
			return;
		}
		this.isClosed &= bean.isPlain();
		addExact(type.getRawClass());
		for (JsonBean.Property property : bean.properties()) {
			this.isClosed &= property.isPlain() && !property.isNarrowed();
			if (this.isTrusted && !property.isCustom() && !property.isNarrowed()) {
				visit(new Visit(property.type(), property.isPolymorphic()), path + "." + property.name());
			}
		}
	}

	private JsonBean find(JavaType type, String path) {
		try {
			return this.beans.find(type);
		}
		catch (LostPropertyException ex) {
			throw new IllegalArgumentException(path + "." + ex.name() + " (of " + name(type) + ") " + ex.getMessage(),
					ex);
		}
		catch (JacksonException ex) {
			throw unreadable(type, path, ex.getOriginalMessage(), ex);
		}
	}

	private void addExact(Class<?> raw) {
		if (!Modifier.isFinal(raw.getModifiers()) && !raw.isPrimitive() && !raw.isArray()) {
			this.exact.add(raw);
		}
	}

	private ValueDeserializer<?> deserializer(JavaType type, String path) {
		try {
			DeserializationContext context = this.mapper._deserializationContext();
			ValueDeserializer<?> deserializer = context.findNonContextualValueDeserializer(type);
			if (deserializer instanceof UnsupportedTypeDeserializer) {
				throw unreadable(type, path, "it needs a module that is not there", null);
			}
			return deserializer;
		}
		catch (JacksonException ex) {
			throw unreadable(type, path, ex.getOriginalMessage(), ex);
		}
	}

	/**
	 * Reading an empty object or list makes Jackson look for a way to make instances,
	 * which would otherwise fail when the first value is read back.
	 */
	private void requireMakeable(Visit visit, String path) {
		try {
			this.mapper.readerFor(visit.type()).readValue(isList(visit.type()) ? "[]" : "{}");
		}
		catch (InvalidDefinitionException ex) {
			throw unreadable(visit.type(), path, ex.getOriginalMessage(), ex);
		}
		catch (RuntimeException ex) {
			// Only that it is no value of this type.
		}
	}

	private static boolean isList(JavaType type) {
		return type.isContainerType() && !type.isMapLikeType();
	}

	private static IllegalArgumentException unreadable(JavaType type, String path, String reason,
			JacksonException cause) {
		return new IllegalArgumentException(
				path + ": values of type " + name(type) + " cannot be read from JSON: " + reason, cause);
	}

	private static String name(JavaType type) {
		return type.toCanonical();
	}

	/**
	 * A type in a place.
	 *
	 * @param isPolymorphic whether the place says that values name their class
	 */
	private record Visit(JavaType type, boolean isPolymorphic) {

		Visit of(JavaType content) {
			return new Visit(content, this.isPolymorphic);
		}

	}

}
