package io.github.s3backed.autoconfigure;

import java.util.Optional;
import java.util.UUID;

import io.github.s3backed.S3BackedRepository;
import io.github.s3backed.autoconfigure.entities.Page;
import io.github.s3backed.autoconfigure.entities.Snapshot;
import io.github.s3backed.autoconfigure.repositories.PageRepository;
import io.github.s3backed.testsupport.AwsEndpoints;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableMetadata;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application which names a bucket, and where AWS is, stores and finds
 * entities through the repositories that are injected.
 */
@AwsTest
class InjectedRepositoriesTests {

	private final String tablePrefix = "s3backed-" + UUID.randomUUID() + "_";

	private final AwsEnvironment aws;

	InjectedRepositoriesTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	@BeforeEach
	void createTables() {
		createTable("page", "url");
		createTable("snapshot", "id");
	}

	@Test
	void aDeclaredInterfaceStoresFindsAndDeletes() {
		runner().run((context) -> {
			PageRepository pages = context.getBean(PageRepository.class);
			Page page = page("https://example.org/", "<html></html>");
			assertThat(pages.save(page)).isSameAs(page);
			assertThat(this.aws.objects().keySet()).singleElement().asString().startsWith("pages/");
			assertThat(pages.findById(page.getUrl())).map(Page::getHtml).contains(page.getHtml());
			assertThat(pages.count()).isOne();
			pages.deleteById(page.getUrl());
			pages.deleteById(page.getUrl());
			assertThat(pages.findById(page.getUrl())).isEmpty();
			assertThat(this.aws.objects()).isEmpty();
		});
	}

	@Test
	void aRepositoryOfAnEntityTypeStoresAndFinds() {
		runner().withBean(Snapshots.class).run((context) -> {
			S3BackedRepository<Snapshot> snapshots = context.getBean(Snapshots.class).repository();
			snapshots.insert(new Snapshot("a", new byte[] { 1, 2, 3 }));
			Optional<Snapshot> found = snapshots.findById("a");
			assertThat(found).map(Snapshot::image).contains(new byte[] { 1, 2, 3 });
		});
	}

	private void createTable(String name, String partitionKey) {
		this.aws.createTable(this.tablePrefix + name,
				StaticTableMetadata.builder()
					.addIndexPartitionKey(TableMetadata.primaryIndexName(), partitionKey, AttributeValueType.S)
					.build());
	}

	private ApplicationContextRunner runner() {
		AwsEndpoints endpoints = this.aws.endpoints();
		ApplicationContextRunner runner = TestContexts.withoutBucket()
			.withUserConfiguration(Application.class)
			.withBean(AwsCredentialsProvider.class, endpoints::credentials)
			.withPropertyValues("s3backed.bucket=" + this.aws.bucket(), "s3backed.prefix=/pages",
					"spring.cloud.aws.region.static=" + endpoints.region(),
					"spring.cloud.aws.dynamodb.table-prefix=" + this.tablePrefix);
		if (endpoints.s3() != null) {
			runner = runner.withPropertyValues("spring.cloud.aws.s3.endpoint=" + endpoints.s3(),
					"spring.cloud.aws.s3.path-style-access-enabled=true");
		}
		if (endpoints.dynamoDb() != null) {
			runner = runner.withPropertyValues("spring.cloud.aws.dynamodb.endpoint=" + endpoints.dynamoDb());
		}
		return runner;
	}

	private static Page page(String url, String html) {
		Page page = new Page();
		page.setUrl(url);
		page.setHtml(html);
		return page;
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = PageRepository.class)
	@EntityScan(basePackageClasses = Page.class)
	static class Application {

	}

	record Snapshots(S3BackedRepository<Snapshot> repository) {
	}

}
