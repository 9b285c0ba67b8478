package io.github.s3backed.docs;

import java.time.Instant;
import java.util.List;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

public record Page(@DynamoDbPartitionKey String url, String title, Instant crawledAt,
		@S3Backed(contentType = "text/html", key = "base64(url) + \".html\"") String html, // text
		@S3Backed byte[] coverImage, // bytes
		@S3Backed List<String> links) { // anything else: JSON
}
