package io.github.s3backed.mapping;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

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
	 * Returns an entity that has some properties of another one.
	 * @param entity the entity, which is changed itself if it is mutable
	 * @param other where the properties come from
	 * @param taken which properties to take
	 * @return the entity
	 */
	@SuppressWarnings("unchecked")
	T with(T entity, T other, List<Property<T, B>> taken) {
		if (this.mutable) {
			taken.forEach((property) -> property.setter().accept((B) entity, property.getter().apply(other)));
			return entity;
		}
		B builder = this.newBuilder.get();
		for (Property<T, B> property : this.properties) {
			property.setter().accept(builder, property.getter().apply(taken.contains(property) ? other : entity));
		}
		return this.build.apply(builder);
	}

}
