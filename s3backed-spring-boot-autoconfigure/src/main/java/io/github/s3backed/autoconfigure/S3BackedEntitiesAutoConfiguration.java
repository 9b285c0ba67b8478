package io.github.s3backed.autoconfigure;

import io.github.s3backed.S3BackedRepository;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.s3.S3Client;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for the entity classes that are found by scanning: their mapping is
 * checked at start-up, and {@link S3BackedRepository} can be injected for each without an
 * interface of its own. Comes after the declared interfaces so that those go first
 * wherever Spring Data takes the first repository of an entity type.
 */
@AutoConfiguration(after = S3BackedRepositoriesAutoConfiguration.class)
@ConditionalOnClass({ S3Client.class, DynamoDbEnhancedClient.class })
@ConditionalOnBooleanProperty(name = "s3backed.enabled", matchIfMissing = true)
@Import(EntityRegistrar.class)
public final class S3BackedEntitiesAutoConfiguration {

}
