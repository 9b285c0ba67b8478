package io.github.s3backed.simulation;

import java.util.function.Consumer;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.sweep.SweepOptions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Breaks something that the library relies on or brings with it.
 */
interface Mutation {

	Mutation NONE = new Mutation() {
	};

	default S3Client s3(S3Client client, World world) {
		return client;
	}

	default DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
		return client;
	}

	default S3BackedSettings settings(S3BackedSettings settings) {
		return settings;
	}

	default Platform platform(Platform platform) {
		return platform;
	}

	/**
	 * Tells whether DynamoDB refuses requests that were signed at another time, as not
	 * every DynamoDB does.
	 */
	default boolean dynamoDbChecksSignatures() {
		return true;
	}

	default Consumer<Object> listener() {
		return (event) -> {
		};
	}

	default S3Client sweepersS3(S3Client client) {
		return client;
	}

	/**
	 * Changes what a sweep with some options relies on.
	 */
	default S3Client sweepersS3(S3Client client, SweepOptions options) {
		return sweepersS3(client);
	}

	default DynamoDbClient sweepersDynamoDb(DynamoDbClient client) {
		return client;
	}

}
