package io.github.s3backed.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.content.ContentSource;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.mapping.EncodedEntity.Version;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.WriteModification;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns entities into items and contents, and back. A content never goes through the
 * item: it is taken from the entity by the property's getter, and given by its setter to
 * a draft of the entity before this is built.
 *
 * @param model the entity class
 * @param tableName the table
 * @param schema reads the item's attributes from an entity
 * @param drafts makes drafts from the item's attributes
 * @param contents the properties that are contents
 * @param versionAttribute the attribute that counts the writes, or {@code null}
 * @param extension the Enhanced Client's extensions
 * @param keyGenerator makes the readable ends of object keys
 * @param <T> the type of the entity
 * @param <B> the type of its drafts: its builder, or the entity itself if it is mutable
 */
record EntityConverter<T, B>(EntityModel<T, B> model, String tableName, TableSchema<T> schema, TableSchema<B> drafts,
		List<ContentProperty<T, B>> contents, @Nullable String versionAttribute,
		DynamoDbEnhancedClientExtension extension, ObjectKeyGenerator keyGenerator) {

	EncodedEntity encode(T entity) {
		List<Content> encoded = new ArrayList<>();
		for (ContentProperty<T, B> content : this.contents) {
			ContentSource source = content.encode(entity);
			if (source != null) {
				encoded.add(new Content(content.attribute(), source,
						this.keyGenerator.generateKey(entity, content.name())));
			}
		}
		Map<String, AttributeValue> item = this.schema.itemToMap(entity, true);
		WriteModification modification = this.extension.beforeWrite(context(Map.copyOf(item)));
		Version version = (this.versionAttribute != null)
				? new Version(this.versionAttribute, item.get(this.versionAttribute)) : null;
		Map<String, AttributeValue> modified = modification.transformedItem();
		Map<String, AttributeValue> written = (modified != null) ? withGivenKey(modified, item) : item;
		return new EncodedEntity(tableKey().keyOf(written), written, generated(item, written), encoded,
				modification.additionalConditionalExpression(), version);
	}

	private ExtensionContext context(Map<String, AttributeValue> item) {
		return new ExtensionContext(this.tableName, this.schema, item);
	}

	TableKey tableKey() {
		return new TableKey(this.schema.tableMetadata().primaryPartitionKey(),
				this.schema.tableMetadata().primarySortKey().orElse(null));
	}

	/**
	 * Extensions generate a key also in place of one that the entity has, which would
	 * make another item of it.
	 */
	private Map<String, AttributeValue> withGivenKey(Map<String, AttributeValue> modified,
			Map<String, AttributeValue> item) {
		Map<String, AttributeValue> written = new LinkedHashMap<>(modified);
		tableKey().names().stream().filter(item::containsKey).forEach((name) -> written.put(name, item.get(name)));
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
	 * Prepares an entity with what was generated for it. Converts that one by one: a
	 * class may refuse an instance that has nothing else. Only a flattened document needs
	 * all, since it is made whole.
	 */
	Supplier<T> withGenerated(T entity, EncodedEntity encoded) {
		if (encoded.generated().isEmpty()) {
			return () -> entity;
		}
		boolean isInDocument = encoded.generated().stream().anyMatch(this.model::isFlattened);
		T fresh = isInDocument ? fresh(entity, encoded.item()) : entity;
		Map<Property<T, B>, @Nullable Object> values = new HashMap<>();
		for (Property<T, B> property : this.model.properties()) {
			if (property.isFlattened()) {
				values.put(property, property.getter().apply(fresh));
			}
			else if (encoded.generated().contains(property.attributeName())) {
				values.put(property, value(property.attributeName(), encoded.item()));
			}
		}
		return this.model.with(entity, values);
	}

	private T fresh(T entity, Map<String, AttributeValue> item) {
		B draft = this.drafts.mapToItem(item);
		for (ContentProperty<T, B> content : this.contents) {
			@Nullable Object value = content.property().getter().apply(entity);
			if (value != null) {
				content.property().setter().accept(draft, value);
			}
		}
		return this.model.build().apply(draft);
	}

	private Object value(String name, Map<String, AttributeValue> item) {
		return this.schema.converterForAttribute(name).transformTo(item.get(name));
	}

	T decode(Map<String, AttributeValue> item, StoredContents contents) {
		Map<String, AttributeValue> plain = new HashMap<>(item);
		plain.remove(WriteRecord.ATTRIBUTE);
		this.contents.forEach((content) -> plain.remove(content.name()));
		Map<String, AttributeValue> modified = this.extension.afterRead(context(plain)).transformedItem();
		B draft = this.drafts.mapToItem((modified != null) ? modified : plain);
		for (ContentProperty<T, B> content : this.contents) {
			StoredObject object = contents.objects().get(content.name());
			byte[] bytes = (object == null) ? content(content, item, contents.whole()) : null;
			if (object != null) {
				content.refer(object, draft);
			}
			else if (bytes != null) {
				content.decode(bytes, draft);
			}
		}
		return this.model.build().apply(draft);
	}

	private byte @Nullable [] content(ContentProperty<T, B> content, Map<String, AttributeValue> item,
			Map<String, byte[]> whole) {
		AttributeValue value = item.get(content.name());
		return (whole.containsKey(content.name()) || value == null || Boolean.TRUE.equals(value.nul()))
				? whole.get(content.name()) : content.plainContent(value);
	}

	/**
	 * Gives an entity handles in place of sources that can perhaps not be read again.
	 * @param objects the contents that were stored, by the names of their attributes
	 * @return the entity itself if it is mutable, else a copy
	 */
	T withHandles(T entity, Map<String, StoredObject> objects) {
		Map<Property<T, B>, @Nullable Object> values = new HashMap<>();
		for (ContentProperty<T, B> content : this.contents) {
			StoredObject object = objects.get(content.name());
			if (object != null) {
				values.put(content.property(), content.form().fromObject(object));
			}
		}
		return values.isEmpty() ? entity : this.model.with(entity, values).get();
	}

}
