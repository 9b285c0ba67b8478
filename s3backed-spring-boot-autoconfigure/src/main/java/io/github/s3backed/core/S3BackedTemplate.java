package io.github.s3backed.core;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.commit.Platform;
import io.github.s3backed.mapping.S3BackedMappingContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.context.ApplicationEventPublisher;

public abstract class S3BackedTemplate implements S3BackedOperations, AutoCloseable {

	public S3BackedTemplate(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, ApplicationEventPublisher events) {
	}

	S3BackedTemplate(S3Client s3Client, DynamoDbClient dynamoDbClient, S3BackedMappingContext mappingContext,
			S3BackedSettings settings, ApplicationEventPublisher events, Platform platform) {
	}

}
