package io.github.s3backed.codec;

import java.util.List;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.ser.BeanPropertyWriter;

import org.springframework.util.ObjectUtils;

/**
 * A class whose properties Jackson writes and reads, as both see it.
 *
 * @param properties the properties that are written and read
 * @param others gives the map of what else is written, or {@code null}
 * @param isPlain whether nothing but its properties is written and read
 */
record JsonBean(List<Property> properties, @Nullable AnnotatedMember others, boolean isPlain) {

	/**
	 * A property that is written and read.
	 *
	 * @param name its name in the JSON
	 * @param writer gives its value
	 * @param type its type as it is read
	 * @param isPlain whether it is written and read as any value of its type
	 * @param isCustom whether the class says itself how it is written or read
	 * @param isPolymorphic whether its values name their class
	 * @param inclusion which values are left out, at the user's word
	 * @param kept tells the properties of its value that are not left out
	 * @param isNarrowed whether properties of its value are left out
	 */
	record Property(String name, BeanPropertyWriter writer, JavaType type, boolean isPlain, boolean isCustom,
			boolean isPolymorphic, JsonInclude.Include inclusion, Predicate<String> kept, boolean isNarrowed) {

		/**
		 * Tells whether a value is one of those that are left out, and comes back as
		 * whatever the class has in its place.
		 */
		boolean isLeftOut(@Nullable Object value) {
			return switch (this.inclusion) {
				case NON_NULL, CUSTOM -> value == null;
				case NON_ABSENT, NON_EMPTY -> ObjectUtils.isEmpty(value);
				case NON_DEFAULT -> ObjectUtils.isEmpty(value) || isZero(value);
				default -> false;
			};
		}

		private static boolean isZero(Object value) {
			return Boolean.FALSE.equals(value) || Character.valueOf('\0').equals(value)
					|| (value instanceof Number number && number.doubleValue() == 0);
		}

		@Nullable Object get(Object bean) {
			try {
				return this.writer.get(bean);
			}
			catch (Exception ex) {
				throw new IllegalArgumentException("Property '" + this.name + "' cannot be got", ex);
			}
		}

	}

}
