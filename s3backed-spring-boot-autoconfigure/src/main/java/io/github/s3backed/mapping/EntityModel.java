package io.github.s3backed.mapping;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * An entity class as a list of properties and a way to build an instance from them.
 *
 * @param type the entity class
 * @param properties its properties
 * @param newBuilder makes an empty builder
 * @param build makes the entity from a builder
 * @param mutable whether an entity is its own builder
 * @param <T> the type of the entity
 * @param <B> the type of the builder
 */
record EntityModel<T, B>(Class<T> type, List<Property<T, B>> properties, Supplier<B> newBuilder, Function<B, T> build,
		boolean mutable) {
	/**
	 * Returns the class of the drafts of this one: what its builder has been given, and
	 * is not built yet. It has the annotations of the entity class.
	 */
	@SuppressWarnings("unchecked")
	EntityModel<B, B> drafts() {
		List<Property<B, B>> properties = this.properties.stream().map(Property::ofDraft).toList();
		return new EntityModel<>((Class<B>) (Class<?>) this.type, properties, this.newBuilder, (draft) -> draft, true);
	}

	/**
	 * Tells whether an attribute is in a document that is flattened into the item.
	 */
	boolean isFlattened(String attribute) {
		return this.properties.stream()
			.noneMatch((property) -> !property.isFlattened() && property.attributeName().equals(attribute));
	}

	/**
	 * Prepares an entity with other values of some properties. A null is not copied to a
	 * builder, which may refuse it, as it is not when an entity is read.
	 * @param entity the entity, which is changed itself if it is mutable
	 * @param values the values by property
	 * @return gives the entity, and changes it only then
	 */
	@SuppressWarnings("unchecked")
	Supplier<T> with(T entity, Map<Property<T, B>, @Nullable Object> values) {
		if (this.mutable) {
			return () -> {
				values.forEach((property, value) -> property.setter().accept((B) entity, value));
				return entity;
			};
		}
		B builder = this.newBuilder.get();
		for (Property<T, B> property : this.properties) {
			@Nullable Object value = values.containsKey(property) ? values.get(property) : property.getter().apply(entity);
			if (value != null) {
				property.setter().accept(builder, value);
			}
		}
		T copy = this.build.apply(builder);
		return () -> copy;
	}

}
