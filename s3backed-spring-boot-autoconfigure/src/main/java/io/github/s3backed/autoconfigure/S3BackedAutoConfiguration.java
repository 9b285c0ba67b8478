package io.github.s3backed.autoconfigure;

import java.util.concurrent.ExecutorService;

import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;
import io.awspring.cloud.dynamodb.DefaultDynamoDbTableNameResolver;
import io.awspring.cloud.dynamodb.DynamoDbTableNameResolver;
import io.github.s3backed.ObjectKeyGenerator;
import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.S3BackedOperations;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.codec.CompressionSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.core.S3BackedTemplateBuilder;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Auto-configuration for {@link S3BackedOperations} on the clients of Spring Cloud AWS.
 * Settings and mapping are lazy, so that an application which brings operations of
 * another kind, for its tests say, needs neither a bucket nor a table.
 */
@AutoConfiguration(after = { S3AutoConfiguration.class, DynamoDbAutoConfiguration.class },
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass({ S3Client.class, DynamoDbClient.class, DynamoDbEnhancedClient.class, JsonMapper.class })
@ConditionalOnBooleanProperty(name = "s3backed.enabled", matchIfMissing = true)
@EnableConfigurationProperties(S3BackedProperties.class)
public final class S3BackedAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3BackedSettings s3BackedSettings(S3BackedProperties properties, ResourceLoader resourceLoader) {
		return new SettingsFactory(properties, resourceLoader.getClassLoader()).createSettings();
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	S3BackedMappingContext s3BackedMappingContext(DynamoDbEnhancedClient enhancedClient,
			ObjectProvider<DynamoDbTableNameResolver> tableNameResolver, ObjectProvider<JsonMapper> jsonMapper,
			S3BackedSettings settings, ObjectProvider<ObjectKeyGenerator> keyGenerator, Environment environment) {
		DynamoDbTableNameResolver tableNames = tableNameResolver.getIfAvailable(DefaultDynamoDbTableNameResolver::new);
		return new S3BackedMappingContext(enhancedClient, tableNames::resolve,
				jsonMapper.getIfAvailable(JsonMapper::new),
				new CompressionSettings(settings.contents().compression(), settings.contents().compressionLevel()),
				keyGenerator.getIfAvailable(), environment::resolveRequiredPlaceholders);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(S3BackedOperations.class)
	S3BackedTemplate s3BackedTemplate(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext, S3BackedSettings settings, ApplicationEventPublisher events,
			ObjectProvider<ObservationRegistry> observations, ObjectProvider<S3BackedMetrics> metrics,
			ObjectProvider<ObjectRequestCustomizer> customizers, ObjectProvider<S3Presigner> presigner,
			@Qualifier("s3BackedExecutor") ObjectProvider<ExecutorService> executor, Environment environment) {
		S3BackedTemplateBuilder builder = S3BackedTemplate.builder(s3Client, dynamoDbClient, mappingContext)
			.settings(settings)
			.events(events)
			.observationRegistry(observations.getIfUnique(() -> ObservationRegistry.NOOP))
			.metrics(metrics.getIfAvailable(() -> S3BackedMetrics.NONE))
			.objectRequestCustomizers(customizers.orderedStream().toList());
		presigner.ifUnique(builder::presigner);
		ExecutorService own = executor.getIfAvailable();
		if (own != null) {
			builder.executor(own);
		}
		else if (Threading.VIRTUAL.isActive(environment)) {
			builder.threadFactory(new VirtualThreadTaskExecutor("s3backed-").getVirtualThreadFactory());
		}
		return builder.build();
	}

}
