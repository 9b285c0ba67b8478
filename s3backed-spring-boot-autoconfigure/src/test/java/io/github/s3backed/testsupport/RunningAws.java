package io.github.s3backed.testsupport;

import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 and DynamoDB that all tests of a run share. The tests' own requests have no checksum
 * that S3 does not ask for: not every store takes the SDK's.
 */
final class RunningAws implements AutoCloseable {

	private final AwsEndpoints endpoints;

	private final AutoCloseable[] servers;

	private final S3Client s3;

	private final DynamoDbClient dynamoDb;

	RunningAws(AwsEndpoints endpoints, AutoCloseable... servers) {
		this.endpoints = endpoints;
		this.servers = servers;
		this.s3 = endpoints.s3ClientBuilder()
			.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
			.build();
		this.dynamoDb = endpoints.dynamoDbClientBuilder().build();
	}

	AwsEndpoints endpoints() {
		return this.endpoints;
	}

	S3Client s3() {
		return this.s3;
	}

	DynamoDbClient dynamoDb() {
		return this.dynamoDb;
	}

	@Override
	public void close() throws Exception {
		this.s3.close();
		this.dynamoDb.close();
		for (AutoCloseable server : this.servers) {
			server.close();
		}
	}

}
