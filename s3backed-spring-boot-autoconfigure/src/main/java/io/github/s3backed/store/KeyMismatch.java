package io.github.s3backed.store;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Says which keys do not fit where DynamoDB refuses a request because the table has
 * another primary key than the entity. DynamoDB says so in several ways, and never which
 * keys.
 */
final class KeyMismatch {

	private static final String CORRECTION = ". Correct @DynamoDbPartitionKey, @DynamoDbSortKey or"
			+ " @DynamoDbAttribute on the entity, or its table; see ";

	private KeyMismatch() {
	}

	/**
	 * Explains a failure if it is of this kind.
	 * @param failure the failure
	 * @param table the table's name
	 * @param key the key that was sent
	 * @param catalog describes the table, or {@code null} if it is not to be asked
	 * @return the explanation, or the failure itself
	 */
	static DataAccessException explain(DataAccessException failure, String table, Map<String, AttributeValue> key,
			@Nullable Function<String, TableDescription> catalog) {
		if (!isMismatch(failure)) {
			return failure;
		}
		@Nullable DataAccessException notTold = null;
		String actual = "";
		try {
			actual = (catalog != null) ? ", the table's is " + keyOf(catalog.apply(table)) : "";
		}
		catch (DataAccessException ex) {
			notTold = ex;
		}
		AwsErrors.Resource resource = AwsErrors.table(table);
		InvalidDataAccessApiUsageException explained = new InvalidDataAccessApiUsageException(
				resource.name() + " has another primary key than the entity: the entity's is " + keyOf(key) + actual
						+ CORRECTION + resource.setting(),
				failure.getCause());
		if (notTold != null) {
			explained.addSuppressed(notTold);
		}
		return explained;
	}

	/**
	 * Returns the key of an item that a scan has found.
	 * @param table the table's name
	 * @param tableKey the names of the entity's key attributes
	 * @param item the item
	 * @return its primary key
	 * @throws InvalidDataAccessApiUsageException if the item lacks it
	 */
	static PrimaryKey keyOf(String table, TableKey tableKey, Map<String, AttributeValue> item) {
		try {
			return tableKey.keyOf(item);
		}
		catch (IllegalArgumentException ex) {
			AwsErrors.Resource resource = AwsErrors.table(table);
			throw new InvalidDataAccessApiUsageException(
					resource.name() + " has another primary key than the entity: the entity's is " + tableKey.names()
							+ ", and an item lacks it" + CORRECTION + resource.setting(),
					ex);
		}
	}

	private static boolean isMismatch(DataAccessException failure) {
		if (!(failure.getCause() instanceof DynamoDbException refusal) || refusal.awsErrorDetails() == null) {
			return false;
		}
		String message = Optional.ofNullable(refusal.awsErrorDetails().errorMessage()).orElse("");
		return "ValidationException".equals(refusal.awsErrorDetails().errorCode()) && Stream
			.of("key element does not match the schema", "number of conditions on the keys", "Missing the key",
					"ype mismatch for key", "required keys was not given a value")
			.anyMatch(message::contains);
	}

	private static String keyOf(Map<String, AttributeValue> key) {
		return new TreeMap<>(key).entrySet()
			.stream()
			.map((it) -> "'" + it.getKey() + "' (" + it.getValue().type() + ")")
			.collect(Collectors.joining(" and "));
	}

	private static String keyOf(TableDescription table) {
		Map<String, String> types = table.attributeDefinitions()
			.stream()
			.collect(Collectors.toMap(AttributeDefinition::attributeName, AttributeDefinition::attributeTypeAsString));
		return table.keySchema()
			.stream()
			.map((it) -> "'" + it.attributeName() + "' (" + types.get(it.attributeName()) + ")")
			.collect(Collectors.joining(" and "));
	}

}
