package io.github.s3backed.codec;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedField;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedMethod;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * The fields of a class, in which its instances hold what they are, and the properties
 * that Jackson writes.
 */
final class BeanFields {

	/**
	 * The end of the field of a property that Kotlin code computes.
	 */
	private static final String DELEGATE = "$delegate";

	private final SerializationConfig config;

	private final BeanDescription description;

	private final Map<String, AnnotatedField> fields = new LinkedHashMap<>();

	BeanFields(SerializationConfig config, BeanDescription description) {
		this.config = config;
		this.description = description;
		for (AnnotatedField field : description.getClassInfo().fields()) {
			if (!JsonBeans.isJdk(field.getDeclaringClass()) && !isLeftOut(field)) {
				this.fields.put(field.getName(), field);
			}
		}
	}

	private boolean isLeftOut(AnnotatedField field) {
		return Modifier.isTransient(field.getModifiers()) || field.isStatic() || isLeftOutByAnnotation(field)
				|| isLeftOutByName(field.getName()) || isOfIgnoredType(field) || isLeftOutByAccessor(field);
	}

	private boolean isLeftOutByAnnotation(AnnotatedMember member) {
		AnnotationIntrospector introspector = this.config.getAnnotationIntrospector();
		return introspector.hasIgnoreMarker(this.config, member)
				|| introspector.findPropertyAccess(this.config, member) == JsonProperty.Access.WRITE_ONLY
				|| introspector.findReferenceType(this.config, member) != null
				|| introspector.findInjectableValue(this.config, member) != null;
	}

	private boolean isLeftOutByAccessor(AnnotatedField field) {
		for (AnnotatedMethod method : this.description.getClassInfo().memberMethods()) {
			Set<String> names = new HashSet<>();
			addAccessor(method, names);
			if (isLeftOutByAnnotation(method) && names(field.getName()).anyMatch(names::contains)) {
				return true;
			}
		}
		return false;
	}

	private boolean isLeftOutByName(String name) {
		AnnotatedClass type = this.description.getClassInfo();
		JsonIgnoreProperties.Value ignored = this.config.getDefaultPropertyIgnorals(type.getRawType(), type);
		JsonIncludeProperties.Value included = this.config.getDefaultPropertyInclusions(type.getRawType(), type);
		return this.description.getIgnoredPropertyNames().contains(name)
				|| (ignored != null && ignored.getIgnored().contains(name))
				|| (included != null && included.getIncluded() != null && !included.getIncluded().contains(name));
	}

	private boolean isOfIgnoredType(AnnotatedField field) {
		AnnotatedClass type = this.config.classIntrospectorInstance().introspectClassAnnotations(field.getType());
		return Boolean.TRUE.equals(this.config.getAnnotationIntrospector().isIgnorableType(this.config, type))
				|| Boolean.TRUE.equals(this.config.getConfigOverride(field.getRawType()).getIsIgnoredType());
	}

	/**
	 * Refuses a property that is written and not read, if it is held in a field and not
	 * derived from others.
	 */
	void requireDerived(String property) {
		Set<String> names = new HashSet<>();
		this.description.findProperties()
			.stream()
			.filter((it) -> it.getName().equals(property))
			.forEach((it) -> addNames(it, names));
		for (String field : this.fields.keySet()) {
			if (!field.endsWith(DELEGATE) && names(field).anyMatch(names::contains)) {
				throw new LostPropertyException(property,
						"is written and not read; give it a setter or a parameter of the constructor, or annotate it"
								+ " with @JsonIgnore");
			}
		}
	}

	/**
	 * Refuses fields that no property is held in.
	 * @param written the names of the properties that are written
	 */
	void requireAllIn(Set<String> written) {
		Set<String> names = new HashSet<>();
		this.description.findProperties()
			.stream()
			.filter((it) -> written.contains(it.getName()))
			.forEach((it) -> addNames(it, names));
		addAccessor(this.description.findAnyGetter(), names);
		for (String field : this.fields.keySet()) {
			if (names(field).noneMatch(names::contains)) {
				throw new LostPropertyException(field,
						"is not written; give it a getter or annotate it with @JsonProperty, or, if it need not be"
								+ " kept, make it transient or annotate it with @JsonIgnore");
			}
		}
	}

	private static void addNames(BeanPropertyDefinition property, Set<String> names) {
		names(property.getInternalName()).forEach(names::add);
		names(property.getName()).forEach(names::add);
		if (property.getField() != null) {
			names(property.getField().getName()).forEach(names::add);
		}
		addAccessor(property.getAccessor(), names);
	}

	private static void addAccessor(@Nullable AnnotatedMember accessor, Set<String> names) {
		if (accessor != null) {
			names(accessor.getName()).forEach(names::add);
			names.add(accessor.getName().replaceFirst("^(get|is|set)", "").toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Returns the names that a property may have that is held in a field, or the other
	 * way round: without the prefixes that are usual, and Kotlin's suffix.
	 */
	private static Stream<String> names(String name) {
		String plain = (name.endsWith(DELEGATE) ? name.substring(0, name.length() - DELEGATE.length()) : name)
			.replaceFirst("^_+", "");
		return Stream.of(plain, plain.replaceFirst("^(is|m)(?=[A-Z])", "")).map((it) -> it.toLowerCase(Locale.ROOT));
	}

}
