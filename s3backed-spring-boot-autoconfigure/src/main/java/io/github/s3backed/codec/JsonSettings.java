package io.github.s3backed.codec;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether a mapper's settings let types alone prove that values come back.
 */
final class JsonSettings {

	private static final Set<DeserializationFeature> READING_DEPENDS_ON_VALUES = Set.of(
			DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES,
			DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
			DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
			DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY, DeserializationFeature.UNWRAP_SINGLE_VALUE_ARRAYS,
			DeserializationFeature.UNWRAP_ROOT_VALUE, DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT,
			DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT);

	private JsonSettings() {
	}

	static boolean arePlain(JsonMapper mapper) {
		return isPlain(mapper.serializationConfig()) && isPlain(mapper.deserializationConfig()) && haveNoLimits(mapper);
	}

	private static boolean isPlain(SerializationConfig config) {
		return !config.isEnabled(MapperFeature.USE_STATIC_TYPING) && config.getActiveView() == null
				&& !config.isEnabled(SerializationFeature.WRAP_ROOT_VALUE)
				&& !config.isEnabled(SerializationFeature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
				&& !config.isEnabled(SerializationFeature.WRITE_SELF_REFERENCES_AS_NULL)
				&& config.isEnabled(SerializationFeature.WRITE_EMPTY_JSON_ARRAYS)
				&& config.getAnnotationIntrospector().allIntrospectors().stream().allMatch(JsonSettings::isKnown);
	}

	/**
	 * Kotlin's finds names and creators, and no ways of writing.
	 */
	private static boolean isKnown(AnnotationIntrospector introspector) {
		return introspector.getClass() == JacksonAnnotationIntrospector.class
				|| introspector.getClass().getName().startsWith("tools.jackson.module.kotlin.");
	}

	private static boolean isPlain(DeserializationConfig config) {
		JsonSetter.Value nulls = config.getDefaultNullHandling();
		return READING_DEPENDS_ON_VALUES.stream().noneMatch(config::isEnabled) && config.getProblemHandlers() == null
				&& config.getActiveView() == null && nulls.getValueNulls() == Nulls.DEFAULT
				&& nulls.getContentNulls() == Nulls.DEFAULT;
	}

	private static boolean haveNoLimits(JsonMapper mapper) {
		StreamReadConstraints limits = mapper.tokenStreamFactory().streamReadConstraints();
		return !limits.hasMaxDocumentLength() && !limits.hasMaxTokenCount()
				&& mapper.tokenStreamFactory().streamWriteConstraints().getMaxNestingDepth() <= limits
					.getMaxNestingDepth();
	}

}
