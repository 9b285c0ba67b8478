package io.github.s3backed.autoconfigure.entities;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * Leaves a trace when it is initialised.
 */
public record Tripwire(@DynamoDbPartitionKey String id, @S3Backed String text) {

	/**
	 * System property that tells that this class was initialised.
	 */
	public static final String TRACE = "io.github.s3backed.autoconfigure.entities.Tripwire";

	static {
		System.setProperty(TRACE, "initialised");
	}

}
