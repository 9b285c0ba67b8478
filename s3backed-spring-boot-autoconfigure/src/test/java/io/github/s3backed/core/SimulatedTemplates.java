package io.github.s3backed.core;

import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.runtime.Platform;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Lets the simulation make templates that run on a platform of its own.
 */
public final class SimulatedTemplates {

	private SimulatedTemplates() {
	}

	public static S3BackedOperations create(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext, S3BackedSettings settings, ApplicationEventPublisher events,
			Platform platform) {
		return S3BackedTemplate.builder(s3Client, dynamoDbClient, mappingContext)
			.settings(settings)
			.events(events)
			.platform(platform)
			.build();
	}

}
