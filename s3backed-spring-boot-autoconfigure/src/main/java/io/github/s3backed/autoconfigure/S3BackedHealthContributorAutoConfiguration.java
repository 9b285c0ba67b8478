package io.github.s3backed.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.s3backed.Place;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.core.S3BackedTemplate;
import io.github.s3backed.mapping.Places;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.pointer.TableName;
import io.github.s3backed.store.BucketCatalog;
import io.github.s3backed.store.RequestExecutor;
import io.github.s3backed.store.TableCatalog;
import io.micrometer.observation.ObservationRegistry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health of what s3backed stores things in: the bucket and the
 * table of each entity, told apart.
 */
@AutoConfiguration(after = S3BackedEntitiesAutoConfiguration.class)
@ConditionalOnClass({ S3Client.class, DynamoDbClient.class, HealthContributor.class,
		ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(S3BackedTemplate.class)
public final class S3BackedHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("s3backed")
	@ConditionalOnMissingBean(name = "s3backedHealthContributor")
	CompositeHealthContributor s3backedHealthContributor(S3Client s3Client, DynamoDbClient dynamoDbClient,
			S3BackedMappingContext mappingContext, S3BackedSettings settings, EntityTypes entityTypes,
			ObjectProvider<ObservationRegistry> observations) {
		RequestExecutor requests = new RequestExecutor(observations.getIfUnique(() -> ObservationRegistry.NOOP));
		Map<String, HealthContributor> contributors = new LinkedHashMap<>();
		Places places = new Places(settings.storage());
		entityTypes.all().forEach((type) -> places.of(mappingContext.getRequiredEntity(type)));
		BucketCatalog buckets = new BucketCatalog(s3Client, requests, places::ownerOf);
		contributors.put("bucket", bucket(buckets, settings.storage().bucket()));
		Map<String, HealthContributor> others = new LinkedHashMap<>();
		places.buckets().stream().skip(1).map(Place::bucket).forEach((it) -> others.put(it, bucket(buckets, it)));
		if (!others.isEmpty()) {
			contributors.put("entityBuckets", CompositeHealthContributor.fromMap(others));
		}
		contributors.put("tables", tables(new TableCatalog(dynamoDbClient, requests), mappingContext, entityTypes));
		return CompositeHealthContributor.fromMap(contributors);
	}

	private static HealthContributor bucket(BucketCatalog buckets, String bucket) {
		return new ResourceHealthIndicator("bucket", bucket, (builder) -> buckets.require(bucket));
	}

	private static HealthContributor tables(TableCatalog catalog, S3BackedMappingContext mappingContext,
			EntityTypes entityTypes) {
		Map<String, HealthContributor> tables = new LinkedHashMap<>();
		entityTypes.all()
			.stream()
			.map((type) -> mappingContext.getRequiredEntity(type).tableName())
			.forEach((table) -> tables.putIfAbsent(TableName.of(table).plain(),
					new ResourceHealthIndicator("table", table, (builder) -> look(catalog, table, builder))));
		return CompositeHealthContributor.fromMap(tables);
	}

	/**
	 * A table that is being updated serves requests.
	 */
	private static void look(TableCatalog catalog, String table, Health.Builder builder) {
		TableStatus status = catalog.describe(table).tableStatus();
		builder.withDetail("status", String.valueOf(status));
		if (status != TableStatus.ACTIVE && status != TableStatus.UPDATING) {
			builder.down();
		}
	}

}
