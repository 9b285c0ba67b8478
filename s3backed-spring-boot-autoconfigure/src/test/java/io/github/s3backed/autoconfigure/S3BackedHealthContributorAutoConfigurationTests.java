package io.github.s3backed.autoconfigure;

import java.util.UUID;
import java.util.function.Consumer;

import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PermissionDeniedDataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link S3BackedHealthContributorAutoConfiguration}.
 */
@AwsTest
class S3BackedHealthContributorAutoConfigurationTests {

	private final String tablePrefix = "s3backed-" + UUID.randomUUID() + "_";

	private final AwsEnvironment aws;

	S3BackedHealthContributorAutoConfigurationTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	private ApplicationContextRunner runner(String bucket) {
		AwsEndpoints endpoints = this.aws.endpoints();
		ApplicationContextRunner runner = TestContexts.withoutBucket()
			.withConfiguration(AutoConfigurations.of(S3BackedHealthContributorAutoConfiguration.class))
			.withBean(AwsCredentialsProvider.class, endpoints::credentials)
			.withUserConfiguration(Application.class)
			.withPropertyValues("s3backed.bucket=" + bucket, "spring.cloud.aws.region.static=" + endpoints.region(),
					"spring.cloud.aws.dynamodb.table-prefix=" + this.tablePrefix);
		if (endpoints.s3() != null) {
			runner = runner.withPropertyValues("spring.cloud.aws.s3.endpoint=" + endpoints.s3(),
					"spring.cloud.aws.s3.path-style-access-enabled=true");
		}
		return (endpoints.dynamoDb() != null)
				? runner.withPropertyValues("spring.cloud.aws.dynamodb.endpoint=" + endpoints.dynamoDb()) : runner;
	}

	private void createTable(String name, String partitionKey) {
		this.aws.createTable(this.tablePrefix + name,
				StaticTableMetadata.builder()
					.addIndexPartitionKey(TableMetadata.primaryIndexName(), partitionKey, AttributeValueType.S)
					.build());
	}

	private void look(String bucket, Consumer<CompositeHealthContributor> consumer) {
		runner(bucket).run((context) -> consumer
			.accept(context.getBean("s3backedHealthContributor", CompositeHealthContributor.class)));
	}

	private static Health health(CompositeHealthContributor contributor, String... path) {
		HealthContributor found = contributor;
		for (String name : path) {
			found = ((CompositeHealthContributor) found).getContributor(name);
		}
		return ((HealthIndicator) found).health();
	}

	@Test
	void whatIsThereIsUp() {
		createTable("page", "url");
		createTable("snapshot", "id");
		look(this.aws.bucket(), (contributor) -> {
			assertThat(health(contributor, "bucket").getStatus()).isEqualTo(Status.UP);
			Health table = health(contributor, "tables", this.tablePrefix + "page");
			assertThat(table.getStatus()).isEqualTo(Status.UP);
			assertThat(table.getDetails()).containsEntry("table", this.tablePrefix + "page")
				.containsEntry("status", "ACTIVE");
		});
	}

	@Test
	void aTableThatIsMissingIsDownAndTheRestIsUp() {
		createTable("page", "url");
		look(this.aws.bucket(), (contributor) -> {
			assertThat(health(contributor, "bucket").getStatus()).isEqualTo(Status.UP);
			assertThat(health(contributor, "tables", this.tablePrefix + "page").getStatus()).isEqualTo(Status.UP);
			Health missing = health(contributor, "tables", this.tablePrefix + "snapshot");
			assertThat(missing.getStatus()).isEqualTo(Status.DOWN);
			assertThat(missing.getDetails().get("error")).asString().contains("does not exist");
		});
	}

	@Test
	void aBucketThatIsMissingIsDownAndTheRestIsUp() {
		createTable("page", "url");
		look("missing-" + UUID.randomUUID(), (contributor) -> {
			Health missing = health(contributor, "bucket");
			assertThat(missing.getStatus()).isEqualTo(Status.DOWN);
			assertThat(missing.getDetails().get("bucket")).asString().startsWith("missing-");
			assertThat(health(contributor, "tables", this.tablePrefix + "page").getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void theBucketsOfEntitiesAreLookedAtToo() {
		String there = this.aws.createBucket();
		runner(this.aws.bucket())
			.withPropertyValues("s3backed.entities.Page.bucket=" + there,
					"s3backed.entities.Snapshot.bucket=missing-snapshots")
			.run((context) -> {
				CompositeHealthContributor contributor = context.getBean("s3backedHealthContributor",
						CompositeHealthContributor.class);
				assertThat(health(contributor, "bucket").getDetails()).containsEntry("bucket", this.aws.bucket());
				assertThat(health(contributor, "entityBuckets", there).getStatus()).isEqualTo(Status.UP);
				assertThat(health(contributor, "entityBuckets", "missing-snapshots").getStatus())
					.isEqualTo(Status.DOWN);
			});
	}

	@Test
	void whatMayNotBeLookedAtIsUnknown() {
		Health health = new ResourceHealthIndicator("bucket", "b", (builder) -> {
			throw new PermissionDeniedDataAccessException("denied", null);
		}).health();
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health.getDetails()).containsEntry("bucket", "b").containsKey("error");
	}

	@Test
	void itCanBeSwitchedOff() {
		runner(this.aws.bucket()).withPropertyValues("management.health.s3backed.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(CompositeHealthContributor.class));
	}

	@Test
	void withoutHealthOnTheClassPathNothingIsMissed() {
		runner(this.aws.bucket()).withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Page.class)
	static class Application {

	}

}
