package io.github.s3backed.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketConfiguration;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * S3 and DynamoDB for a test, with a bucket of its own, and tables of its own on request.
 * What it created is deleted when it is closed.
 */
public final class AwsEnvironment implements AutoCloseable {

	/** The SDK would look again after twenty seconds only. */
	private static final Duration POLL = Duration.ofMillis(200);

	private final RunningAws aws;

	private final String bucket;

	private final List<String> buckets = new ArrayList<>();

	private final List<String> tables = new ArrayList<>();

	AwsEnvironment(RunningAws aws) {
		this.aws = aws;
		this.bucket = createBucket();
	}

	/**
	 * Where the services are, and builders for clients of the test's own.
	 * @return the endpoints
	 */
	public AwsEndpoints endpoints() {
		return this.aws.endpoints();
	}

	/**
	 * A client that outlives the test; not to be closed by it.
	 * @return the S3 client
	 */
	public S3Client s3() {
		return this.aws.s3();
	}

	/**
	 * A client that outlives the test; not to be closed by it.
	 * @return the DynamoDB client
	 */
	public DynamoDbClient dynamoDb() {
		return this.aws.dynamoDb();
	}

	/**
	 * The bucket of this environment, empty at first.
	 * @return the name of the bucket
	 */
	public String bucket() {
		return this.bucket;
	}

	/**
	 * Create one more bucket.
	 * @return the name of the bucket
	 */
	public String createBucket() {
		String name = newName();
		this.buckets.add(name);
		CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(name);
		Region region = endpoints().region();
		if (!region.equals(Region.US_EAST_1)) {
			request
				.createBucketConfiguration(CreateBucketConfiguration.builder().locationConstraint(region.id()).build());
		}
		s3().createBucket(request.build());
		return name;
	}

	/**
	 * A table name that nobody has used. A table of that name is deleted at the end,
	 * whoever creates it.
	 * @return the name
	 */
	public String newTableName() {
		String name = newName();
		this.tables.add(name);
		return name;
	}

	/**
	 * Create a table under a fresh name.
	 * @param hash the partition key
	 * @param range the sort key, if any
	 * @return the name of the table
	 */
	public String createTable(AttributeDefinition hash, AttributeDefinition... range) {
		return createTable(TableRequests.of(newName(), hash, range));
	}

	/**
	 * Create the table that a schema describes, secondary indexes included, under a fresh
	 * name.
	 * @param metadata describes the table
	 * @return the name of the table
	 */
	public String createTable(TableMetadata metadata) {
		return createTable(newName(), metadata);
	}

	/**
	 * Create the table that a schema describes, secondary indexes included.
	 * @param name the name of the table
	 * @param metadata describes the table
	 * @return the name of the table
	 */
	public String createTable(String name, TableMetadata metadata) {
		return createTable(TableRequests.of(name, metadata));
	}

	private String createTable(CreateTableRequest request) {
		String name = request.tableName();
		if (!this.tables.contains(name)) {
			this.tables.add(name);
		}
		dynamoDb().createTable(request);
		try (DynamoDbWaiter waiter = DynamoDbWaiter.builder()
			.client(dynamoDb())
			.overrideConfiguration((it) -> it.maxAttempts(300).backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)))
			.build()) {
			waiter.waitUntilTableExists((describe) -> describe.tableName(name));
		}
		return name;
	}

	/**
	 * All objects of the bucket.
	 * @return the size of each object by its key, in the order of the keys
	 */
	public Map<String, Long> objectSizes() {
		Map<String, Long> sizes = new TreeMap<>();
		s3().listObjectsV2Paginator((request) -> request.bucket(this.bucket))
			.contents()
			.forEach((object) -> sizes.put(object.key(), object.size()));
		return sizes;
	}

	/**
	 * All objects of the bucket, with their contents.
	 * @return the bytes of each object by its key, in the order of the keys
	 */
	public Map<String, byte[]> objects() {
		Map<String, byte[]> contents = new TreeMap<>();
		objectSizes().keySet().forEach((key) -> contents.put(key, object(key)));
		return contents;
	}

	/**
	 * One object of the bucket, as it is stored.
	 * @param key the key of the object
	 * @return its bytes
	 */
	public byte[] object(String key) {
		return s3().getObjectAsBytes((request) -> request.bucket(this.bucket).key(key)).asByteArray();
	}

	/**
	 * All items of a table, as they are stored.
	 * @param table the name of the table
	 * @return the items
	 */
	public List<Map<String, AttributeValue>> items(String table) {
		return dynamoDb().scanPaginator((request) -> request.tableName(table).consistentRead(true))
			.items()
			.stream()
			.toList();
	}

	private static String newName() {
		return "s3backed-" + UUID.randomUUID();
	}

	@Override
	public void close() {
		this.tables.forEach(this::deleteTable);
		this.buckets.forEach(this::deleteBucket);
	}

	private void deleteTable(String name) {
		try {
			dynamoDb().deleteTable((request) -> request.tableName(name));
		}
		catch (ResourceNotFoundException ex) {
			// The test used the name without creating the table, or deleted it.
		}
	}

	private void deleteBucket(String name) {
		s3().listObjectsV2Paginator((request) -> request.bucket(name))
			.contents()
			.forEach((object) -> s3().deleteObject((request) -> request.bucket(name).key(object.key())));
		s3().deleteBucket((request) -> request.bucket(name));
	}

}
