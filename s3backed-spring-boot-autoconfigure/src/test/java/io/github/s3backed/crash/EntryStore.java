package io.github.s3backed.crash;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.github.s3backed.testsupport.AwsEndpoints;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * A template and a sweeper of entries, with clients of their own. Entries of both types
 * live in one table.
 */
final class EntryStore implements AutoCloseable {

	/**
	 * Longer than a request may be delayed, and short, so that a sweep beside the writers
	 * finds garbage before a long run is over.
	 */
	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final Duration SETTLE_TIMEOUT = Duration.ofMillis(500);

	private final S3Client s3;

	private final DynamoDbClient dynamoDb;

	private final S3BackedMappingContext mappingContext;

	private final S3BackedTemplate template;

	private final S3BackedSweeper sweeper;

	EntryStore(AwsEndpoints endpoints, String bucket, String table, ClientOverrideConfiguration configuration) {
		this.s3 = endpoints.s3ClientBuilder().overrideConfiguration(configuration).build();
		this.dynamoDb = endpoints.dynamoDbClientBuilder().overrideConfiguration(configuration).build();
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(this.dynamoDb).build();
		this.mappingContext = new S3BackedMappingContext(enhanced, (type) -> table, JsonMapper.builder().build(),
				Compression.NONE, null);
		S3BackedSettings settings = settings(bucket);
		this.template = new S3BackedTemplate(this.s3, this.dynamoDb, this.mappingContext, settings, (event) -> {
		});
		this.sweeper = new S3BackedSweeper(this.s3, this.dynamoDb, this.mappingContext, settings);
	}

	private static S3BackedSettings settings(String bucket) {
		return S3BackedSettings.forBucket(bucket).with((it) -> it.lease(LEASE).settleTimeout(SETTLE_TIMEOUT));
	}

	S3BackedTemplate template() {
		return this.template;
	}

	S3BackedSweeper sweeper() {
		return this.sweeper;
	}

	TableMetadata tableMetadata() {
		return this.mappingContext.getRequiredEntity(PlainEntry.class).schema().tableMetadata();
	}

	Optional<? extends Entry> find(String id) {
		return this.template.findByKey(EntryType.of(id).entryClass(), key(id));
	}

	boolean exists(String id) {
		return this.template.existsByKey(EntryType.of(id).entryClass(), key(id));
	}

	/**
	 * Returns the objects that an item points to, as {@code s3://bucket/key}.
	 */
	List<String> objectUris(String id) {
		return this.template.findStoredAttributes(EntryType.of(id).entryClass(), key(id))
			.stream()
			.map((attribute) -> attribute.uri())
			.toList();
	}

	static Key key(String id) {
		return Key.builder().partitionValue(id).build();
	}

	@Override
	public void close() {
		this.template.close();
		this.s3.close();
		this.dynamoDb.close();
	}

}
