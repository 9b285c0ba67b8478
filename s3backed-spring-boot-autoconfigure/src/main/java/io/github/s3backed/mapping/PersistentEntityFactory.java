package io.github.s3backed.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.S3Backed;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.codec.ValueCodecs;
import io.github.s3backed.pointer.TableName;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClientExtension;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;

import org.springframework.util.ClassUtils;

/**
 * Builds the mapping of an entity class, and refuses what could not be stored or found
 * again.
 */
final class PersistentEntityFactory {

	private final DynamoDbEnhancedClient enhancedClient;

	private final Function<Class<?>, String> tableNames;

	private final ContentForms forms;

	private final CompressionSettings compression;

	private final @Nullable ObjectKeyGenerator keyGenerator;

	private final StorageAnnotations storages;

	/** How each table is named in requests. */
	private final Map<String, String> tablesByName = new ConcurrentHashMap<>();

	PersistentEntityFactory(DynamoDbEnhancedClient enhancedClient, Function<Class<?>, String> tableNames,
			ValueCodecs codecs, CompressionSettings compression, @Nullable ObjectKeyGenerator keyGenerator,
			StorageAnnotations storages) {
		this.enhancedClient = enhancedClient;
		this.tableNames = tableNames;
		this.forms = new ContentForms(codecs);
		this.compression = compression;
		this.keyGenerator = keyGenerator;
		this.storages = storages;
	}

	<T> S3BackedPersistentEntity<T> create(Class<T> type) {
		return create(EntityModels.of(type));
	}

	private <T, B> S3BackedPersistentEntity<T> create(EntityModel<T, B> model) {
		List<ContentProperty<T, B>> contents = new ArrayList<>();
		for (Property<T, B> property : model.properties()) {
			S3Backed annotation = property.s3Backed();
			if (annotation != null) {
				ContentForm form = form(model, property);
				contents.add(new ContentProperty<>(attribute(model, property, annotation, form), property, form));
			}
		}
		TableSchema<T> schema = schema(model);
		List<S3BackedAttribute> attributes = contents.stream().map(ContentProperty::attribute).toList();
		requireDistinct(model, schema, attributes);
		String tableName = tableName(model);
		DynamoDbEnhancedClientExtension extension = this.enhancedClient.table(tableName, schema).mapperExtension();
		EntityConverter<T, B> converter = new EntityConverter<>(model, tableName, schema,
				TableSchemaFactory.create(model.drafts()), contents, versionAttribute(model),
				(extension != null) ? extension : new NoExtension(), keyGenerator(attributes));
		return new S3BackedPersistentEntity<>(converter, attributes,
				RemovedAttributes.of(model.type(), attributes, schema.tableMetadata()), this.storages.of(model.type()));
	}

	private static void requireDistinct(EntityModel<?, ?> model, TableSchema<?> schema,
			List<S3BackedAttribute> attributes) {
		Set<String> names = new HashSet<>(schema.attributeNames());
		for (S3BackedAttribute attribute : attributes) {
			requireNotReserved(model, attribute.name());
			if (!names.add(attribute.name())) {
				throw new InvalidMappingException(
						"Two properties of " + model.type().getName() + " have the attribute '" + attribute.name()
								+ "', and one of them is @S3Backed",
						"Give each an attribute of its own with @DynamoDbAttribute.");
			}
		}
	}

	/**
	 * Object keys name a table by its name alone, so that two tables which differ only in
	 * their ARNs would be taken for one by a sweep.
	 */
	private String tableName(EntityModel<?, ?> model) {
		TableName table = TableName.of(this.tableNames.apply(model.type()));
		if (table.isOfAnotherResource()) {
			throw new InvalidMappingException(
					"The table of " + model.type().getName() + " is '" + table.given()
							+ "', which is the ARN of something else than a table",
					"Have your DynamoDbTableNameResolver give the table's name, or its ARN, which ends with"
							+ " ':table/' and the name.");
		}
		String other = this.tablesByName.putIfAbsent(table.plain(), table.given());
		if (other != null && !other.equals(table.given())) {
			throw new InvalidMappingException(
					"The table of " + model.type().getName() + " is '" + table.given() + "', that of another entity '"
							+ other + "': in S3 their objects would be mixed up",
					"Name a table in one way everywhere, and give tables of one application different names.");
		}
		return table.given();
	}

	private ContentForm form(EntityModel<?, ?> model, Property<?, ?> property) {
		if (!TableSchemaFactory.tags(property).isEmpty()) {
			throw new InvalidMappingException(describe(model, property)
					+ " is @S3Backed and has an annotation of the Enhanced Client that needs its value in the item,"
					+ " such as that of a key of the table or of an index, or of a version", "Remove one of the two.");
		}
		try {
			return this.forms.forType(property.type(), model.type().getSimpleName() + "." + property.name());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMappingException(
					describe(model, property) + " is @S3Backed, but its type is not supported: " + ex.getMessage(),
					"Use String, byte[], SdkBytes, Resource, a type that Jackson writes and reads whole, or an S3BackedValue"
							+ " of one of these.",
					ex);
		}
	}

	private S3BackedAttribute attribute(EntityModel<?, ?> model, Property<?, ?> property, S3Backed annotation,
			ContentForm form) {
		CompressionSettings compression = compression(model, property, annotation, form);
		requireAvailable(compression.compression(), model, property);
		return new S3BackedAttribute(property.attributeName(), compression,
				annotation.contentType().isEmpty() ? form.contentType() : annotation.contentType(),
				annotation.key().isEmpty() ? null : KeyTemplate.parse(annotation.key(), model, property),
				annotation.plainValues(), form.isLazy(), form.isStreamed());
	}

	/**
	 * What is streamed is mostly an image, a film or an archive, and compressed already;
	 * what is not compressed can be read by ranges.
	 */
	private CompressionSettings defaultCompression(ContentForm form) {
		return form.isStreamed() ? CompressionSettings.of(Compression.NONE) : this.compression;
	}

	private CompressionSettings compression(EntityModel<?, ?> model, Property<?, ?> property, S3Backed annotation,
			ContentForm form) {
		if (annotation.compression().length > 1) {
			throw new InvalidMappingException(describe(model, property) + " has more than one compression",
					"Give one, or none for that of 's3backed.compression'.");
		}
		CompressionSettings compression = (annotation.compression().length == 1)
				? CompressionSettings.of(annotation.compression()[0]) : defaultCompression(form);
		try {
			return (annotation.compressionLevel() != 0) ? compression.withLevel(annotation.compressionLevel())
					: compression;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMappingException(
					describe(model, property) + " has a compression level that there is not: " + ex.getMessage(),
					"Give a level of the compression, a compression beside the level, or no level for the default.",
					ex);
		}
	}

	private static void requireAvailable(Compression compression, EntityModel<?, ?> model, Property<?, ?> property) {
		if (compression == Compression.ZSTD
				&& !ClassUtils.isPresent("com.github.luben.zstd.ZstdOutputStreamNoFinalizer",
						PersistentEntityFactory.class.getClassLoader())) {
			throw new InvalidMappingException(
					describe(model, property) + " is to be compressed with zstd, which is not on the class path",
					"Add com.github.luben:zstd-jni, or choose another compression on the attribute or in"
							+ " 's3backed.compression'.");
		}
	}

	private static <T, B> TableSchema<T> schema(EntityModel<T, B> model) {
		TableSchema<T> schema;
		try {
			schema = TableSchemaFactory.create(model);
		}
		catch (InvalidMappingException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new InvalidMappingException(
					"Class " + model.type().getName() + " cannot be mapped: " + ex.getMessage(),
					"Correct the annotations of the DynamoDB Enhanced Client on it.", ex);
		}
		requirePartitionKey(model, schema);
		schema.attributeNames().forEach((name) -> requireNotReserved(model, name));
		return schema;
	}

	private static void requirePartitionKey(EntityModel<?, ?> model, TableSchema<?> schema) {
		try {
			schema.tableMetadata().primaryPartitionKey();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidMappingException("Class " + model.type().getName() + " has no partition key",
					"Annotate the property that is the table's partition key with @DynamoDbPartitionKey.", ex);
		}
	}

	private static void requireNotReserved(EntityModel<?, ?> model, String attribute) {
		if (attribute.equals(WriteRecord.ATTRIBUTE)) {
			throw new InvalidMappingException(
					"Class " + model.type().getName() + " has an attribute '" + WriteRecord.ATTRIBUTE
							+ "', which s3backed keeps for itself",
					"Give it another name, with @DynamoDbAttribute if need be.");
		}
	}

	private static @Nullable String versionAttribute(EntityModel<?, ?> model) {
		return attributes(model).filter((property) -> property.annotation(DynamoDbVersionAttribute.class) != null)
			.map(Property::attributeName)
			.findFirst()
			.orElse(null);
	}

	private static Stream<Property<?, ?>> attributes(EntityModel<?, ?> model) {
		return model.properties()
			.stream()
			.flatMap((property) -> (property.isFlattened() && property.type() instanceof Class<?> type)
					? attributes(EntityModels.of(type)) : Stream.of(property));
	}

	private ObjectKeyGenerator keyGenerator(List<S3BackedAttribute> attributes) {
		if (this.keyGenerator != null) {
			return this.keyGenerator;
		}
		Map<String, KeyTemplate> templates = new HashMap<>();
		for (S3BackedAttribute attribute : attributes) {
			if (attribute.keyTemplate() != null) {
				templates.put(attribute.name(), attribute.keyTemplate());
			}
		}
		return (entity, name) -> {
			KeyTemplate template = templates.get(name);
			return (template != null) ? template.evaluate(entity) : null;
		};
	}

	private static String describe(EntityModel<?, ?> model, Property<?, ?> property) {
		return "Property '" + property.name() + "' of " + model.type().getName();
	}

	/**
	 * What a client without extensions has.
	 */
	private static final class NoExtension implements DynamoDbEnhancedClientExtension {

	}

}
