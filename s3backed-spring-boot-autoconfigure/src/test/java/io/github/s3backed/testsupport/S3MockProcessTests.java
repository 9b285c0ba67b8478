package io.github.s3backed.testsupport;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds S3Mock to what tests need it for. One start serves all, since it takes seconds.
 */
class S3MockProcessTests {

	private static final String BUCKET = "s3mock";

	@Test
	void tagsLifecycleRulesAndChecksumsAreKeptAndTheProcessEnds() {
		S3MockProcess s3Mock = S3MockProcess.start();
		try (s3Mock; S3Client client = s3Mock.client()) {
			client.createBucket((request) -> request.bucket(BUCKET));
			assertThatTagsAndChecksumsAreKept(client);
			assertThatLifecycleRulesAreKept(client);
		}
		assertThat(s3Mock.isRunning()).isFalse();
	}

	private void assertThatTagsAndChecksumsAreKept(S3Client client) {
		client.putObject((request) -> request.bucket(BUCKET)
			.key("tagged")
			.tagging("state=new")
			.checksumAlgorithm(ChecksumAlgorithm.SHA256), RequestBody.fromBytes(new byte[6 * 1024 * 1024]));
		assertThat(client.getObjectTagging((request) -> request.bucket(BUCKET).key("tagged")).tagSet())
			.containsExactly(Tag.builder().key("state").value("new").build());
		assertThat(
				client.headObject((request) -> request.bucket(BUCKET).key("tagged").checksumMode(ChecksumMode.ENABLED))
					.checksumSHA256())
			.isNotEmpty();
	}

	private void assertThatLifecycleRulesAreKept(S3Client client) {
		LifecycleRule rule = LifecycleRule.builder()
			.id("expire")
			.status(ExpirationStatus.ENABLED)
			.filter((filter) -> filter.prefix("old/"))
			.expiration((expiration) -> expiration.days(1))
			.build();
		client.putBucketLifecycleConfiguration((request) -> request.bucket(BUCKET)
			.lifecycleConfiguration((configuration) -> configuration.rules(rule)));
		assertThat(client.getBucketLifecycleConfiguration((request) -> request.bucket(BUCKET)).rules())
			.extracting(LifecycleRule::id)
			.containsExactly("expire");
	}

}
