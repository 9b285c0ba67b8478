package io.github.s3backed.core;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Requests that are sent side by side in threads that the application has given.
 */
@AwsTest
class OwnExecutorTests {

	private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

	private final ExecutorService executor = Executors.newFixedThreadPool(2, threads());

	private final AwsEnvironment aws;

	private final Fixture fixture;

	OwnExecutorTests(AwsEnvironment aws) {
		this.aws = aws;
		this.fixture = new Fixture(aws).withTable(Page.class);
	}

	private ThreadFactory threads() {
		return (task) -> {
			Thread thread = new Thread(task);
			this.threads.add(thread);
			return thread;
		};
	}

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.fixture.close();
	}

	private S3BackedTemplateBuilder builder() {
		return S3BackedTemplate.builder(this.aws.s3(), this.aws.dynamoDb(), this.fixture.mappingContext())
			.settings(S3BackedSettings.forBucket(this.aws.bucket()));
	}

	@Test
	void anExecutorOfTheApplicationIsUsedAndLeftOpen() {
		try (S3BackedTemplate template = builder().executor(this.executor).build()) {
			assertThat(template.save(page())).isNotNull();
		}
		assertThat(this.threads).hasSize(2);
		assertThat(this.executor.isShutdown()).isFalse();
	}

	@Test
	void threadsOfTheApplicationsFactoryEndWithTheTemplate() {
		try (S3BackedTemplate template = builder().threadFactory(threads()).build()) {
			template.save(page());
		}
		assertThat(this.threads).hasSize(2).allSatisfy((thread) -> assertThat(thread.isAlive()).isFalse());
	}

	@Test
	void anExecutorAndAThreadFactoryAreTooMuch() {
		assertThatIllegalStateException()
			.isThrownBy(() -> builder().executor(this.executor).threadFactory(threads()).build())
			.withMessageContaining("not both");
	}

	@Test
	void thereIsNoTemplateWithoutSettings() {
		assertThatIllegalStateException()
			.isThrownBy(
					() -> S3BackedTemplate.builder(this.aws.s3(), this.aws.dynamoDb(), this.fixture.mappingContext())
						.build())
			.withMessageContaining("settings(..)");
	}

	private static Page page() {
		Page page = Page.of("https://example.com", "<html>");
		page.setCoverImage(new byte[] { 1, 2, 3 });
		return page;
	}

}
