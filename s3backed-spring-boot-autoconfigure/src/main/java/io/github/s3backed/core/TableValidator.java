package io.github.s3backed.core;

import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.InvalidTableException;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.store.RequestExecutor;
import io.github.s3backed.store.TableCatalog;
import io.github.s3backed.store.WriterRegion;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.MultiRegionConsistency;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import org.springframework.core.log.LogMessage;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Looks at the tables of entities before they are used: one {@code DescribeTable} each.
 * What cannot be looked at is told once and taken as it is, so that an application starts
 * without the permission, and before its table is there.
 */
public final class TableValidator {

	private final Log logger = LogFactory.getLog(TableValidator.class);

	private final TableCatalog tables;

	private final S3BackedSettings settings;

	private final WriterRegion writerRegion;

	/**
	 * Creates the validator.
	 * @param dynamoDbClient the client that the entities are written with
	 * @param settings the settings
	 * @param observations gets an observation of each request
	 */
	public TableValidator(DynamoDbClient dynamoDbClient, S3BackedSettings settings, ObservationRegistry observations) {
		this.tables = new TableCatalog(dynamoDbClient, new RequestExecutor(observations));
		this.settings = settings;
		this.writerRegion = WriterRegion.of(dynamoDbClient, settings.writes().writerRegion());
	}

	/**
	 * Looks at the tables of entities. Where DynamoDB does not answer at all, the others
	 * are not tried.
	 * @param entities the mappings of the entities
	 * @throws InvalidTableException if a table has another key than its entity, or has
	 * replicas in other regions that accept writes of their own
	 */
	public void validate(Iterable<? extends S3BackedPersistentEntity<?>> entities) {
		for (S3BackedPersistentEntity<?> entity : entities) {
			try {
				TableDescription table = this.tables.describe(entity.tableName());
				requireKey(entity, table);
				requireOneWriter(entity, table);
			}
			catch (InvalidTableException ex) {
				throw ex;
			}
			catch (PermissionDeniedDataAccessException | InvalidDataAccessResourceUsageException ex) {
				warn("Table '" + entity.tableName() + "'", ex);
			}
			catch (DataAccessException ex) {
				warn("Table '" + entity.tableName() + "', and those that come after it,", ex);
				return;
			}
		}
	}

	private void warn(String what, DataAccessException cause) {
		this.logger.warn(what + " could not be looked at before use: whether the key is the entity's, and no other"
				+ " region writes to a replica, is not known. The table must be there, dynamodb:DescribeTable be granted,"
				+ " and DynamoDB within reach; or set s3backed.check-tables to false", cause);
	}

	private static void requireKey(S3BackedPersistentEntity<?> entity, TableDescription table) {
		TableKey expected = entity.tableKey();
		List<String> names = Stream.of(KeyType.HASH, KeyType.RANGE)
			.flatMap((type) -> table.keySchema().stream().filter((it) -> it.keyType() == type))
			.map((it) -> it.attributeName())
			.toList();
		if (!names.isEmpty() && !names.equals(expected.names())) {
			throw new InvalidTableException(
					"Table '" + entity.tableName() + "' has the key " + names + ", its entity "
							+ entity.type().getName() + " has " + expected.names(),
					"Annotate the properties of these attributes with @DynamoDbPartitionKey and @DynamoDbSortKey, name"
							+ " them with @DynamoDbAttribute if need be, or see to the table's name (your"
							+ " DynamoDbTableNameResolver, spring.cloud.aws.dynamodb.table-prefix and -suffix).");
		}
	}

	/**
	 * Conditions hold in one region only. Two regions that each replace an item on a
	 * condition are both told that they have, and then the later one wins: the objects of
	 * the other are lost, and its clean-up may have removed those of the winner.
	 */
	private void requireOneWriter(S3BackedPersistentEntity<?> entity, TableDescription table) {
		List<String> replicas = table.replicas().stream().map(ReplicaDescription::regionName).sorted().toList();
		if (replicas.isEmpty() || table.multiRegionConsistency() == MultiRegionConsistency.STRONG) {
			return;
		}
		if (this.writerRegion.declared() == null) {
			throw new InvalidTableException(
					"Table '" + entity.tableName() + "' is replicated to " + replicas
							+ " without strong consistency: two regions that write the same item would both be told"
							+ " that they succeeded, and one would lose its data",
					"Let one region write, and set s3backed.writer-region to it in the applications of all regions."
							+ " Or use a global table with multi-Region strong consistency.");
		}
		if (this.settings.writes().supersededRetention().isZero()) {
			this.logger.warn(LogMessage.format(
					"Table '%s' is replicated to %s, and s3backed.superseded-retention is"
							+ " zero: a reader in another region may find pointers whose objects are gone, until the"
							+ " replication has come there. Set it to an hour, say, where writes go",
					entity.tableName(), replicas));
		}
	}

}
