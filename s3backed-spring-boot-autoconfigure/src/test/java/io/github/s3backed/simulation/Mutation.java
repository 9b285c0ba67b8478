package io.github.s3backed.simulation;

import java.util.function.Consumer;

import io.github.s3backed.commit.Platform;
import org.jspecify.annotations.Nullable;
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

	default Platform platform(Platform platform) {
		return platform;
	}

	default Consumer<Object> listener() {
		return (event) -> {
		};
	}

	/**
	 * Returns the rules of a broken sweep, or {@code null} to let the library sweep.
	 */
	default Sweep.@Nullable Rules sweep() {
		return null;
	}

}
