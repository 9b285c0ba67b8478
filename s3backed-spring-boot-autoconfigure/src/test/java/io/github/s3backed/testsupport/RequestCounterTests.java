package io.github.s3backed.testsupport;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestCounter}.
 */
@AwsTest
class RequestCounterTests {

	private final RequestCounter counter = new RequestCounter();

	@Test
	void requestsAreCountedWithTheirTargets(AwsEnvironment aws) {
		try (S3Client s3 = client(aws.endpoints())) {
			put(s3, aws.bucket(), "a");
			assertThatExceptionOfType(NoSuchKeyException.class)
				.isThrownBy(() -> s3.getObjectAsBytes((request) -> request.bucket(aws.bucket()).key("b")));
		}
		assertThat(this.counter.counts()).isEqualTo(Map.of("PutObject", 1L, "GetObject", 1L));
		assertThat(this.counter.transmissions("GetObject")).singleElement().satisfies((sent) -> {
			assertThat(sent.bucket()).isEqualTo(aws.bucket());
			assertThat(sent.key()).isEqualTo("b");
			assertThat(sent.status()).isEqualTo(404);
		});
	}

	@Test
	void attemptsWithoutAReplyAreCounted(AwsEnvironment aws) {
		AwsEndpoints nowhere = AwsEndpoints.ofStandIns(URI.create("http://127.0.0.1:" + FreePort.find()), null);
		try (S3Client s3 = client(nowhere)) {
			assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> put(s3, aws.bucket(), "a"));
		}
		assertThat(this.counter.transmissions("PutObject")).hasSizeGreaterThan(1)
			.allSatisfy((sent) -> assertThat(sent.status()).isNull());
	}

	@Test
	void requestsThatMeetOverlap(AwsEnvironment aws) {
		this.counter.meet("PutObject", 2);
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try (S3Client s3 = client(aws.endpoints())) {
			CompletableFuture
				.allOf(CompletableFuture.runAsync(() -> put(s3, aws.bucket(), "a"), executor),
						CompletableFuture.runAsync(() -> put(s3, aws.bucket(), "b"), executor))
				.join();
		}
		finally {
			executor.shutdownNow();
		}
		List<RequestCounter.Transmission> sent = this.counter.transmissions("PutObject");
		assertThat(sent).hasSize(2);
		assertThat(sent.get(0).overlaps(sent.get(1))).isTrue();
	}

	private S3Client client(AwsEndpoints endpoints) {
		return endpoints.s3ClientBuilder()
			.overrideConfiguration((configuration) -> configuration.addExecutionInterceptor(this.counter))
			.build();
	}

	private static void put(S3Client s3, String bucket, String key) {
		s3.putObject((request) -> request.bucket(bucket).key(key), RequestBody.fromString("content"));
	}

}
