package io.github.s3backed.autoconfigure;

import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.sweep.S3BackedSweeper;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for the sweep: the sweeper as a bean, as a command of the
 * application, and by the clock where that is asked for.
 */
@AutoConfiguration(after = S3BackedEntitiesAutoConfiguration.class)
@ConditionalOnClass({ S3Client.class, DynamoDbClient.class, DynamoDbEnhancedClient.class })
@ConditionalOnBooleanProperty(name = "s3backed.enabled", matchIfMissing = true)
public final class S3BackedSweeperAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3BackedSweeper s3BackedSweeper(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext, S3BackedSettings settings,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<S3BackedMetrics> metrics,
			ObjectProvider<ObjectRequestCustomizer> customizers) {
		return new S3BackedSweeper(s3Client, dynamoDbClient, mappingContext, settings,
				observations.getIfUnique(() -> ObservationRegistry.NOOP),
				metrics.getIfAvailable(() -> S3BackedMetrics.NONE), customizers.orderedStream().toList());
	}

	@Bean
	@Lazy
	SweepJob s3BackedSweepJob(S3BackedSweeper sweeper, EntityTypes entityTypes, S3BackedProperties properties,
			ResourceLoader resourceLoader) {
		return new SweepJob(sweeper, entityTypes, new SettingsFactory(properties, resourceLoader.getClassLoader())
			.createSweepOptions(sweeper.minGrace()));
	}

	@Bean
	@ConditionalOnProperty("s3backed.sweep")
	SweepCommand s3BackedSweepCommand(SweepJob job, @Value("${s3backed.sweep}") String command) {
		return new SweepCommand(job, command);
	}

	/**
	 * Nothing asks for it, so it would never begin where all beans are lazy.
	 */
	@Bean
	@Lazy(false)
	@ConditionalOnProperty("s3backed.sweeper.cron")
	SweepSchedule s3BackedSweepSchedule(SweepJob job, @Value("${s3backed.sweeper.cron}") String cron,
			S3BackedProperties properties) {
		return new SweepSchedule(job, cron, properties.sweeper().delete());
	}

}
