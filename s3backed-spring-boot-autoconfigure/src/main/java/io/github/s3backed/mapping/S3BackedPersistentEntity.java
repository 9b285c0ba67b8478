package io.github.s3backed.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.ReadModification;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The mapping of one entity class to its table and its S3-backed attributes.
 *
 * @param <T> the type of the entity
 */
public final class S3BackedPersistentEntity<T> {

	private final EntityModel<T, ?> model;

	private final String tableName;

	private final TableSchema<T> schema;

	private final TableKey tableKey;

	private final KeyValues keyValues;

	private final Map<String, S3BackedAttribute> attributes;

	private final Set<String> removedAttributes;

	private final @Nullable String versionAttribute;

	private final DynamoDbEnhancedClientExtension extension;

	private final ObjectKeyGenerator keyGenerator;

	S3BackedPersistentEntity(EntityModel<T, ?> model, String tableName, TableSchema<T> schema,
			List<S3BackedAttribute> attributes, Set<String> removedAttributes, @Nullable String versionAttribute,
			DynamoDbEnhancedClientExtension extension, ObjectKeyGenerator keyGenerator) {
		this.model = model;
		this.tableName = tableName;
		this.schema = schema;
		this.tableKey = new TableKey(schema.tableMetadata().primaryPartitionKey(),
				schema.tableMetadata().primarySortKey().orElse(null));
		this.keyValues = new KeyValues(model.type(), tableName, this.tableKey, schema);
		this.attributes = attributes.stream()
			.collect(Collectors.toMap(S3BackedAttribute::name, (it) -> it, (a, b) -> a, LinkedHashMap::new));
		this.removedAttributes = removedAttributes;
		this.versionAttribute = versionAttribute;
		this.extension = extension;
		this.keyGenerator = keyGenerator;
	}

	public Class<T> type() {
		return this.model.type();
	}

	public String tableName() {
		return this.tableName;
	}

	public TableKey tableKey() {
		return this.tableKey;
	}

	/**
	 * Says which item a primary key is of.
	 * @param key the primary key
	 * @return the item
	 */
	public ItemId id(PrimaryKey key) {
		return new ItemId(this.tableName, this.tableKey, key);
	}

	/**
	 * Returns the table schema, in which S3-backed attributes are binary.
	 * @return the schema
	 */
	public TableSchema<T> schema() {
		return this.schema;
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
		return this.schema.attributeNames().contains(attribute)
				|| this.model.properties().stream().anyMatch(Property::isFlattenedMap);
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
	 * Returns the version that an entity was read with.
	 * @param entity the entity
	 * @return the version, or {@code null} if the entity is not versioned
	 */
	public @Nullable Version versionOf(T entity) {
		return (this.versionAttribute != null)
				? new Version(this.versionAttribute, attributeValue(entity, this.versionAttribute)) : null;
	}

	/**
	 * The schema fails when it is asked for a null in a flattened document alone.
	 */
	private @Nullable AttributeValue attributeValue(T entity, String name) {
		return isFlattened(name) ? this.schema.itemToMap(entity, true).get(name)
				: this.schema.attributeValue(entity, name);
	}

	private boolean isFlattened(String attribute) {
		return this.model.properties()
			.stream()
			.noneMatch((property) -> !property.isFlattened() && property.attributeName().equals(attribute));
	}

	/**
	 * Turns an entity into what is to be written.
	 * @param entity the entity, which is not changed
	 * @return its key, item and contents
	 * @throws IllegalArgumentException if it cannot be written
	 */
	public EncodedEntity encode(T entity) {
		Map<String, AttributeValue> item = new LinkedHashMap<>(this.schema.itemToMap(entity, true));
		List<Content> contents = new ArrayList<>();
		for (S3BackedAttribute attribute : this.attributes.values()) {
			AttributeValue value = item.remove(attribute.name());
			if (value != null) {
				contents.add(new Content(attribute, value.b().asByteArrayUnsafe(),
						this.keyGenerator.generateKey(entity, attribute.name())));
			}
		}
		WriteModification modification = this.extension
			.beforeWrite(new ExtensionContext(this.tableName, this.schema, Map.copyOf(item)));
		Version version = (this.versionAttribute != null)
				? new Version(this.versionAttribute, item.get(this.versionAttribute)) : null;
		Map<String, AttributeValue> modified = modification.transformedItem();
		Map<String, AttributeValue> written = (modified != null) ? withGivenKey(modified, item) : item;
		return new EncodedEntity(this.tableKey.keyOf(written), written, generated(item, written), contents,
				modification.additionalConditionalExpression(), version);
	}

	/**
	 * Extensions generate a key also in place of one that the entity has, which would
	 * make another item of it.
	 */
	private Map<String, AttributeValue> withGivenKey(Map<String, AttributeValue> modified,
			Map<String, AttributeValue> item) {
		Map<String, AttributeValue> written = new LinkedHashMap<>(modified);
		this.tableKey.names().stream().filter(item::containsKey).forEach((name) -> written.put(name, item.get(name)));
		return written;
	}

	private Set<String> generated(Map<String, AttributeValue> given, Map<String, AttributeValue> written) {
		Set<String> generated = new TreeSet<>();
		written.forEach((name, value) -> {
			if (!value.equals(given.get(name)) && this.schema.attributeNames().contains(name)) {
				generated.add(name);
			}
		});
		return generated;
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
		return encoded.generated().isEmpty() ? () -> entity : withGenerated(this.model, entity, encoded);
	}

	/**
	 * Converts one by one what was generated: a class may refuse an instance that has
	 * nothing else. Only a flattened document needs all, since it is made whole.
	 */
	private <B> Supplier<T> withGenerated(EntityModel<T, B> model, T entity, EncodedEntity encoded) {
		boolean isInDocument = encoded.generated().stream().anyMatch(this::isFlattened);
		T fresh = isInDocument ? this.schema.mapToItem(encoded.complete()) : entity;
		Map<Property<T, B>, @Nullable Object> values = new HashMap<>();
		for (Property<T, B> property : model.properties()) {
			if (property.isFlattened()) {
				values.put(property, property.getter().apply(fresh));
			}
			else if (encoded.generated().contains(property.attributeName())) {
				values.put(property, value(property.attributeName(), encoded.item()));
			}
		}
		return model.with(entity, values);
	}

	private Object value(String name, Map<String, AttributeValue> item) {
		return this.schema.converterForAttribute(name).transformTo(item.get(name));
	}

	/**
	 * Makes an entity from what is stored.
	 * @param item the item
	 * @param contents the S3-backed values by attribute name, before compression
	 * @return the entity
	 * @throws IllegalArgumentException if it cannot be made
	 */
	public T decode(Map<String, AttributeValue> item, Map<String, byte[]> contents) {
		Map<String, AttributeValue> complete = new HashMap<>(item);
		contents
			.forEach((name, bytes) -> complete.put(name, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes))));
		complete.remove(WriteRecord.ATTRIBUTE);
		ReadModification modification = this.extension
			.afterRead(new ExtensionContext(this.tableName, this.schema, complete));
		Map<String, AttributeValue> modified = modification.transformedItem();
		return this.schema.mapToItem((modified != null) ? modified : complete);
	}

}
