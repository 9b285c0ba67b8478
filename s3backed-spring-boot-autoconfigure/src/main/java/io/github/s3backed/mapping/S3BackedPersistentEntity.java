package io.github.s3backed.mapping;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.s3backed.EntityStorage;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.springframework.data.domain.ScrollPosition;

/**
 * The mapping of one entity class to its table and its S3-backed attributes.
 *
 * @param <T> the type of the entity
 */
public final class S3BackedPersistentEntity<T> {

	private final EntityConverter<T, ?> converter;

	private final TableKey tableKey;

	private final KeyValues keyValues;

	private final Map<String, S3BackedAttribute> attributes;

	private final Set<String> removedAttributes;

	private final EntityStorage storage;

	S3BackedPersistentEntity(EntityConverter<T, ?> converter, List<S3BackedAttribute> attributes,
			Set<String> removedAttributes, EntityStorage storage) {
		this.converter = converter;
		this.tableKey = converter.tableKey();
		this.keyValues = new KeyValues(converter.model().type(), converter.tableName(), this.tableKey,
				converter.schema());
		this.attributes = attributes.stream()
			.collect(Collectors.toMap(S3BackedAttribute::name, (it) -> it, (a, b) -> a, LinkedHashMap::new));
		this.removedAttributes = removedAttributes;
		this.storage = storage;
	}

	public Class<T> type() {
		return this.converter.model().type();
	}

	public String tableName() {
		return this.converter.tableName();
	}

	public TableKey tableKey() {
		return this.tableKey;
	}

	/**
	 * Returns what the class says of where its objects are; {@link Places} knows where.
	 */
	EntityStorage storage() {
		return this.storage;
	}

	/**
	 * Says which item a primary key is of.
	 * @param key the primary key
	 * @return the item
	 */
	public ItemId id(PrimaryKey key) {
		return new ItemId(tableName(), this.tableKey, key);
	}

	/**
	 * Returns the table schema, which does not have the S3-backed attributes.
	 * @return the schema
	 */
	public TableSchema<T> schema() {
		return this.converter.schema();
	}

	/**
	 * Returns the names of the S3-backed attributes.
	 * @return the names
	 */
	public Set<String> attributeNames() {
		return this.attributes.keySet();
	}

	/**
	 * Returns the S3-backed attributes.
	 * @return the attributes
	 */
	public Collection<S3BackedAttribute> attributes() {
		return this.attributes.values();
	}

	/**
	 * Returns an S3-backed attribute.
	 * @param name its name in the item
	 * @return the attribute
	 * @throws NullPointerException if there is none of that name
	 */
	public S3BackedAttribute attribute(String name) {
		return Objects.requireNonNull(this.attributes.get(name), name);
	}

	/**
	 * Returns the names of the attributes whose content in S3 is not wanted any more.
	 * @return the names
	 */
	public Set<String> removedAttributes() {
		return this.removedAttributes;
	}

	/**
	 * Tells whether an attribute's value reaches the entity.
	 * @param attribute the attribute's name
	 * @return whether it does; always where a flattened map takes what is left
	 */
	public boolean isMapped(String attribute) {
		return this.attributes.containsKey(attribute) || schema().attributeNames().contains(attribute)
				|| this.converter.model().properties().stream().anyMatch(Property::isFlattenedMap);
	}

	/**
	 * Returns the primary key of an entity.
	 * @param entity the entity
	 * @return its key
	 * @throws IllegalArgumentException if a part of it is null or empty
	 */
	public PrimaryKey keyOf(T entity) {
		Map<String, AttributeValue> key = new HashMap<>();
		putIfPresent(key, this.tableKey.partition(), entity);
		if (this.tableKey.sort() != null) {
			putIfPresent(key, this.tableKey.sort(), entity);
		}
		return this.tableKey.keyOf(key);
	}

	private void putIfPresent(Map<String, AttributeValue> key, String name, T entity) {
		AttributeValue value = attributeValue(entity, name);
		if (value != null) {
			key.put(name, value);
		}
	}

	/**
	 * Returns the primary key for the Enhanced Client's form of it.
	 * @param key the key
	 * @return the primary key
	 * @throws IllegalArgumentException if it does not fit the table's
	 */
	public PrimaryKey keyOf(Key key) {
		return this.keyValues.primaryKey(key);
	}

	/**
	 * Makes the Enhanced Client's form of a key from the Java values, with the converters
	 * of the key's properties.
	 * @param partition the partition key's value
	 * @param sort the sort key's value, or {@code null} if the table has none
	 * @return the key
	 * @throws IllegalArgumentException if a value is not of the property's type
	 */
	public Key newKey(Object partition, @Nullable Object sort) {
		return this.keyValues.key(partition, sort);
	}

	/**
	 * Returns where a scroll goes on after an item.
	 * @param key the item's primary key
	 * @return the position, with the values of the key's properties by the names of their
	 * attributes
	 */
	public ScrollPosition positionAfter(PrimaryKey key) {
		return this.keyValues.positionAfter(key);
	}

	/**
	 * Returns the primary key that a scroll goes on after.
	 * @param position the position
	 * @return the key, or {@code null} to begin
	 * @throws IllegalArgumentException if the table cannot be scrolled from there
	 */
	public @Nullable PrimaryKey keyOf(ScrollPosition position) {
		return this.keyValues.keyOf(position);
	}

	/**
	 * Returns the version that an entity was read with.
	 * @param entity the entity
	 * @return the version, or {@code null} if the entity is not versioned
	 */
	public @Nullable Version versionOf(T entity) {
		String attribute = this.converter.versionAttribute();
		return (attribute != null) ? new Version(attribute, attributeValue(entity, attribute)) : null;
	}

	/**
	 * The schema fails when it is asked for a null in a flattened document alone.
	 */
	private @Nullable AttributeValue attributeValue(T entity, String name) {
		return this.converter.model().isFlattened(name) ? schema().itemToMap(entity, true).get(name)
				: schema().attributeValue(entity, name);
	}

	/**
	 * Turns an entity into what is to be written.
	 * @param entity the entity, which is not changed
	 * @return its key, item and contents
	 * @throws IllegalArgumentException if it cannot be written
	 */
	public EncodedEntity encode(T entity) {
		return this.converter.encode(entity);
	}

	/**
	 * Prepares an entity with what the Enhanced Client's extensions have generated for
	 * the write, such as its version. Whatever its class refuses it refuses now, before
	 * anything is sent.
	 * @param entity the entity that is to be written
	 * @param encoded what is to be written
	 * @return gives the entity itself, and changes it only then, if it is mutable; else a
	 * copy if need be
	 */
	public Supplier<T> withGenerated(T entity, EncodedEntity encoded) {
		return this.converter.withGenerated(entity, encoded);
	}

	/**
	 * Makes an entity from what is stored.
	 * @param item the item
	 * @param contents its contents
	 * @return the entity
	 * @throws IllegalArgumentException if it cannot be made
	 */
	public T decode(Map<String, AttributeValue> item, StoredContents contents) {
		return this.converter.decode(item, contents);
	}

	/**
	 * Gives an entity handles in place of the sources of contents that were stored.
	 * @param entity the entity, which is changed itself if it is mutable
	 * @param objects the contents by the names of their attributes
	 * @return the entity, or a copy
	 */
	public T withHandles(T entity, Map<String, StoredObject> objects) {
		return this.converter.withHandles(entity, objects);
	}

}
