package com.example.crawler;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbClientCustomizer;
import io.awspring.cloud.autoconfigure.s3.S3ClientCustomizer;
import io.github.s3backed.testsupport.RequestCounter;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Records what the application sends to S3 and DynamoDB.
 */
@TestConfiguration(proxyBeanMethods = false)
public class RecordedRequests {

	@Bean
	RequestCounter requestCounter() {
		return new RequestCounter();
	}

	@Bean
	RecordedRanges recordedRanges() {
		return new RecordedRanges();
	}

	@Bean
	DynamoDbClientCustomizer dynamoDbRecorder(RequestCounter counter) {
		return (builder) -> record(builder, counter);
	}

	@Bean
	S3ClientCustomizer s3Recorder(RequestCounter counter, RecordedRanges ranges) {
		return (builder) -> {
			record(builder, counter);
			record(builder, ranges);
		};
	}

	private static void record(SdkClientBuilder<?, ?> builder, ExecutionInterceptor recorder) {
		builder.overrideConfiguration(
				builder.overrideConfiguration().toBuilder().addExecutionInterceptor(recorder).build());
	}

}
