package com.example.crawler;

import com.example.crawler.page.Page;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.github.s3backed.testsupport.LocalDynamoDb;
import io.github.s3backed.testsupport.LocalS3;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Servers inside this JVM in AWS's place, with the table and the bucket that the
 * application needs. What is stored goes with them.
 */
@TestConfiguration(proxyBeanMethods = false)
public class StandIns {

	@Bean
	LocalDynamoDb localDynamoDb(@Value("${spring.cloud.aws.dynamodb.table-prefix:}") String tablePrefix) {
		LocalDynamoDb dynamoDb = LocalDynamoDb.start();
		try (DynamoDbClient client = dynamoDb.client()) {
			DynamoDbEnhancedClient.builder()
				.dynamoDbClient(client)
				.build()
				.table(tablePrefix + "page", TableSchema.fromBean(Page.class))
				.createTable();
		}
		return dynamoDb;
	}

	@Bean
	LocalS3 localS3(@Value("${s3backed.bucket}") String bucket) {
		LocalS3 s3 = LocalS3.start();
		try (S3Client client = s3.client()) {
			client.createBucket((request) -> request.bucket(bucket));
		}
		return s3;
	}

	@Bean
	DynamoDbClientCustomizer dynamoDbEndpoint(LocalDynamoDb dynamoDb) {
		return (builder) -> builder.endpointOverride(dynamoDb.endpoint());
	}

	@Bean
	S3ClientCustomizer s3Endpoint(LocalS3 s3) {
		return (builder) -> builder.endpointOverride(s3.endpoint());
	}

}
