package io.github.s3backed.codec;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.bean.BuilderBasedDeserializer;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.PropertyWriter;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.impl.UnknownSerializer;

/**
 * Finds the properties of classes as Jackson writes and reads them, with all its
 * annotations, mixins and modules, and refuses classes of which a part is lost.
 */
final class JsonBeans {

	/**
	 * Annotations that change nothing of how a value is written and read, or leave out
	 * what the user wants to be left out.
	 */
	private static final Set<String> HARMLESS_ON_CLASS = Set.of("JsonIgnoreProperties", "JsonIncludeProperties");

	private static final Set<String> HARMLESS = Set.of("JsonProperty", "JsonGetter", "JsonAlias", "JsonInclude",
			"JsonIgnore", "JsonCreator", "JsonPropertyOrder", "JsonPropertyDescription", "JsonClassDescription",
			"JsonAutoDetect", "JsonNaming", "JsonRootName");

	/**
	 * Inclusions that leave out nothing or what is null again when it is read.
	 */
	private static final Set<JsonInclude.Include> WHOLE = EnumSet.of(JsonInclude.Include.ALWAYS,
			JsonInclude.Include.USE_DEFAULTS, JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_ABSENT);

	private final Map<JavaType, Found> beans = new ConcurrentHashMap<>();

	private final JsonMapper mapper;

	JsonBeans(JsonMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * Returns the properties of a class.
	 * @param type the class
	 * @return its properties, or {@code null} if it is written or read in a way of its
	 * own
	 * @throws LostPropertyException if a part of it would not come back
	 */
	@Nullable JsonBean find(JavaType type) {
		// Not computeIfAbsent(), because finding the deserializer may come here again.
		Found found = this.beans.get(type);
		if (found == null) {
			found = new Found(create(type));
			this.beans.put(type, found);
		}
		return found.bean();
	}

	private @Nullable JsonBean create(JavaType type) {
		if (isJdk(type.getRawClass())) {
			return null;
		}
		SerializationContext writing = this.mapper._serializationContext();
		DeserializationContext reading = this.mapper._deserializationContext();
		ValueSerializer<?> serializer = writing.findValueSerializer(type);
		ValueDeserializer<?> deserializer = reading.findNonContextualValueDeserializer(type);
		boolean isBean = serializer instanceof BeanSerializerBase || serializer instanceof UnknownSerializer;
		if (!isBean || !isJackson(serializer) || !isJackson(deserializer)
				|| !(deserializer instanceof BeanDeserializerBase bean) || !isReadAsItself(type, bean)) {
			return null;
		}
		BeanDescription written = writing.introspectBeanDescription(type);
		BeanFields fields = new BeanFields(this.mapper.serializationConfig(), written);
		boolean isDelegating = isDelegating(bean.getValueInstantiator());
		List<JsonBean.Property> properties = new ArrayList<>();
		boolean isPlain = !isDelegating && !bean.hasAnySetter() && written.findAnyGetter() == null
				&& written.getObjectIdInfo() == null && isPlainClass(written.getClassInfo());
		Set<String> ignored = reading.introspectBeanDescription(type).getIgnoredPropertyNames();
		Set<String> names = new HashSet<>();
		for (PropertyWriter writer : properties(serializer)) {
			names.add(writer.getName());
			SettableBeanProperty read = bean.findProperty(PropertyName.construct(writer.getName()));
			if (read != null && writer instanceof BeanPropertyWriter property) {
				properties.add(property(property, read));
			}
			else if (!ignored.contains(writer.getName())) {
				isPlain &= isPlain(writer.getMember());
				if (isPlain(writer.getMember()) && !isDelegating) {
					fields.requireDerived(writer.getName());
				}
			}
		}
		fields.requireAllIn(names);
		return new JsonBean(properties, written.findAnyGetter(), isPlain);
	}

	private static List<PropertyWriter> properties(ValueSerializer<?> serializer) {
		List<PropertyWriter> properties = new ArrayList<>();
		Iterator<PropertyWriter> iterator = serializer.properties();
		iterator.forEachRemaining(properties::add);
		return properties;
	}

	private JsonBean.Property property(BeanPropertyWriter writer, SettableBeanProperty read) {
		Annotated member = writer.getMember();
		JsonInclude.Include inclusion = inclusion(writer);
		boolean isPlain = WHOLE.contains(inclusion) && writer.getClass() == BeanPropertyWriter.class && isJackson(read)
				&& isPlain(member) && writer.getType().getRawClass() == read.getType().getRawClass();
		boolean isCustom = member.hasAnnotation(JsonSerialize.class) || member.hasAnnotation(JsonDeserialize.class);
		return new JsonBean.Property(writer.getName(), writer, read.getType(), isPlain, isCustom,
				member.hasAnnotation(JsonTypeInfo.class), inclusion, kept(writer.getMember()),
				isNarrowed(writer.getMember()));
	}

	private JsonInclude.Include inclusion(BeanPropertyWriter writer) {
		JsonInclude.Value inclusion = writer.findPropertyInclusion(this.mapper.serializationConfig(), Object.class);
		return (inclusion != null) ? inclusion.getValueInclusion() : JsonInclude.Include.ALWAYS;
	}

	private boolean isNarrowed(AnnotatedMember member) {
		SerializationConfig config = this.mapper.serializationConfig();
		AnnotationIntrospector introspector = config.getAnnotationIntrospector();
		return !introspector.findPropertyIgnoralByName(config, member).getIgnored().isEmpty()
				|| introspector.findPropertyInclusionByName(config, member).getIncluded() != null;
	}

	private Predicate<String> kept(AnnotatedMember member) {
		SerializationConfig config = this.mapper.serializationConfig();
		AnnotationIntrospector introspector = config.getAnnotationIntrospector();
		JsonIgnoreProperties.Value ignored = introspector.findPropertyIgnoralByName(config, member);
		JsonIncludeProperties.Value included = introspector.findPropertyInclusionByName(config, member);
		return (name) -> !ignored.getIgnored().contains(name)
				&& (included.getIncluded() == null || included.getIncluded().contains(name));
	}

	/**
	 * An annotation or a module may have a class read in place of another.
	 */
	private static boolean isReadAsItself(JavaType type, BeanDeserializerBase deserializer) {
		return deserializer instanceof BuilderBasedDeserializer || type.hasRawClass(deserializer.handledType());
	}

	private static boolean isDelegating(ValueInstantiator instantiator) {
		return instantiator.canCreateUsingDelegate() || instantiator.canCreateUsingArrayDelegate();
	}

	private static boolean isPlainClass(Annotated type) {
		return special(type).allMatch(HARMLESS_ON_CLASS::contains);
	}

	private static boolean isPlain(@Nullable Annotated member) {
		return member == null || special(member).findAny().isEmpty();
	}

	private static Stream<String> special(Annotated annotated) {
		return annotated.annotations()
			.map(Annotation::annotationType)
			.filter(JsonBeans::isJacksonAnnotation)
			.map(Class::getSimpleName)
			.filter((name) -> !HARMLESS.contains(name));
	}

	private static boolean isJacksonAnnotation(Class<?> type) {
		return type.getName().startsWith("com.fasterxml.jackson.") || type.getName().startsWith("tools.jackson.");
	}

	static boolean isJackson(Object part) {
		return part.getClass().getName().startsWith("tools.jackson.databind.");
	}

	static boolean isJdk(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("javax.");
	}

	private record Found(@Nullable JsonBean bean) {
	}

}
