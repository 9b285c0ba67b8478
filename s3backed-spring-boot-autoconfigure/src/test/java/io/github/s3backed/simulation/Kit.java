package io.github.s3backed.simulation;

import io.github.s3backed.Compression;
import io.github.s3backed.mapping.S3BackedMappingContext;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs share that follow each other on one thread.
 */
final class Kit implements AutoCloseable {

	private final ActorThreads threads = new ActorThreads();

	private final S3BackedMappingContext mappingContext = new S3BackedMappingContext(
			DynamoDbEnhancedClient.builder().dynamoDbClient(new NoDynamoDb()).build(), (type) -> ItemStore.TABLE,
			JsonMapper.builder().build(), Compression.NONE, null);

	ActorThreads threads() {
		return this.threads;
	}

	S3BackedMappingContext mappingContext() {
		return this.mappingContext;
	}

	@Override
	public void close() {
		this.threads.close();
	}

	/**
	 * For building table schemas, which sends nothing.
	 */
	private static final class NoDynamoDb implements DynamoDbClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
