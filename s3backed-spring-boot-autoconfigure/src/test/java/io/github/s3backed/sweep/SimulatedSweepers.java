package io.github.s3backed.sweep;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.store.ObjectCustomizers;
import io.github.s3backed.store.RequestExecutor;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Lets the simulation make sweepers that wait in its time.
 */
public final class SimulatedSweepers {

	private SimulatedSweepers() {
	}

	public static S3BackedSweeper create(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext, S3BackedSettings settings, LongSupplier nanoTime,
			Consumer<Duration> pause) {
		return new S3BackedSweeper(s3Client, dynamoDbClient, mappingContext, settings,
				new RequestExecutor(ObservationRegistry.NOOP), S3BackedMetrics.NONE, ObjectCustomizers.NONE, nanoTime,
				pause::accept);
	}

}
