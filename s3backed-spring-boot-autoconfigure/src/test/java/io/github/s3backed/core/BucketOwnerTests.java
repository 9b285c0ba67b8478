package io.github.s3backed.core;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.S3Request;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which account is sent as a bucket's owner, and with which requests.
 */
@AwsTest
class BucketOwnerTests {

	private static final String OWNER = "111122223333";

	private final AwsEnvironment aws;

	private final Owners owners = new Owners();

	private final Fixture fixture;

	BucketOwnerTests(AwsEnvironment aws) {
		this.aws = aws;
		this.fixture = Fixture.builder(aws)
			.settings((it) -> it.expectedBucketOwner(OWNER))
			.interceptor(this.owners)
			.build()
			.withTable(Page.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void everyRequestToTheBucketNamesIt() {
		this.fixture.template().save(Operation.before());
		this.fixture.template().save(Operation.after());
		this.fixture.template().findByKey(Page.class, Operation.key());
		this.fixture.template().deleteByKey(Page.class, Operation.key());
		assertThat(this.owners.sent).containsOnlyKeys("PutObject", "GetObject", "DeleteObjects")
			.allSatisfy((operation, owner) -> assertThat(owner).isEqualTo(OWNER));
	}

	@Test
	void noRequestToAReadLocationInAnotherBucketNamesIt() {
		String oldBucket = this.aws.createBucket();
		try (Fixture old = Fixture.builder(this.aws)
			.tablesOf(this.fixture)
			.settings((it) -> it.bucket(oldBucket))
			.build();
				Fixture now = Fixture.builder(this.aws)
					.tablesOf(this.fixture)
					.settings((it) -> it.expectedBucketOwner(OWNER).readLocations(List.of("s3://" + oldBucket)))
					.interceptor(this.owners)
					.build()) {
			old.template().save(Operation.before());
			assertThat(now.template().findByKey(Page.class, Operation.key())).contains(Operation.before());
		}
		assertThat(this.owners.sent).isEqualTo(Map.of("GetObject", "none"));
	}

	/**
	 * What each operation of S3 last named as the owner.
	 */
	private static final class Owners implements ExecutionInterceptor {

		private final Map<String, String> sent = new ConcurrentHashMap<>();

		@Override
		public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
			if (context.request() instanceof S3Request request) {
				String operation = request.getClass().getSimpleName().replace("Request", "");
				this.sent.merge(operation, request.getValueForField("ExpectedBucketOwner", String.class).orElse("none"),
						(before, now) -> before.equals(now) ? now : "differs");
			}
		}

	}

}
