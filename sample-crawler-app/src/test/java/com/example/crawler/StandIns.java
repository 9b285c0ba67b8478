package com.example.crawler;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.github.s3backed.testsupport.LocalDynamoDb;
import io.github.s3backed.testsupport.LocalS3;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
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
			client.createTable((table) -> table.tableName(tablePrefix + "page")
				.attributeDefinitions(
						AttributeDefinition.builder().attributeName("url").attributeType(ScalarAttributeType.S).build())
				.keySchema(KeySchemaElement.builder().attributeName("url").keyType(KeyType.HASH).build())
				.billingMode(BillingMode.PAY_PER_REQUEST));
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
