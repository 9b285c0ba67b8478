package io.github.s3backed.docs;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedStorage;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

@S3BackedStorage(bucket = "${archive.bucket}", prefix = "archive")
public record ArchivedPage(@DynamoDbPartitionKey String url, @S3Backed String html) {
}
