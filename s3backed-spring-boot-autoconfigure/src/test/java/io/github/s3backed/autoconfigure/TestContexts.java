package io.github.s3backed.autoconfigure;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.dynamodb.DynamoDbAutoConfiguration;
import io.awspring.cloud.autoconfigure.s3.S3AutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Contexts with our auto-configurations and those of Spring Cloud AWS that they build on.
 */
final class TestContexts {

	private TestContexts() {
	}

	static ApplicationContextRunner withoutBucket() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class,
					CredentialsProviderAutoConfiguration.class, RegionProviderAutoConfiguration.class,
					S3AutoConfiguration.class, DynamoDbAutoConfiguration.class, S3BackedAutoConfiguration.class,
					S3BackedDynamoDbAutoConfiguration.class, S3BackedEntitiesAutoConfiguration.class,
					S3BackedRepositoriesAutoConfiguration.class, S3BackedSweeperAutoConfiguration.class))
			.withPropertyValues("spring.cloud.aws.region.static=eu-central-1",
					"spring.cloud.aws.credentials.access-key=key", "spring.cloud.aws.credentials.secret-key=secret",
					"s3backed.check-tables=false");
	}

	static ApplicationContextRunner withBucket() {
		return withoutBucket().withPropertyValues("s3backed.bucket=b");
	}

}
