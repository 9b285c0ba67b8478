package io.github.s3backed.autoconfigure.placed;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedStorage;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

@S3BackedStorage(bucket = "${placed.bucket}", prefix = "placed")
public record Placed(@DynamoDbPartitionKey String id, @S3Backed String text) {
}
