package io.github.s3backed.autoconfigure.entities;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

public record Snapshot(@DynamoDbPartitionKey String id, @S3Backed byte[] image) {
}
