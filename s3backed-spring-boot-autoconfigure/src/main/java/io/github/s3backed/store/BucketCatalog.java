package io.github.s3backed.store;

import java.time.Duration;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * Tells whether buckets are there, by {@code HeadBucket}.
 */
public final class BucketCatalog {

	/**
	 * A look must not take as long as the client would retry.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final S3Client client;

	private final RequestExecutor requests;

	private final BucketOwners owners;

	/**
	 * Creates the catalog.
	 * @param client the client
	 * @param requests makes its calls
	 * @param owners who must own which bucket
	 */
	public BucketCatalog(S3Client client, RequestExecutor requests, BucketOwners owners) {
		this.client = client;
		this.requests = requests;
		this.owners = owners;
	}

	/**
	 * Looks for a bucket, which needs the permission {@code s3:ListBucket}.
	 * @param bucket the bucket's name
	 * @throws org.springframework.dao.DataAccessException if it is not there or not this
	 * account's, or S3 does not say, in five seconds at the latest
	 */
	public void require(String bucket) {
		this.requests.execute(AwsErrors.bucket(bucket), "HeadBucket",
				() -> this.client.headBucket((request) -> request.bucket(bucket)
					.expectedBucketOwner(this.owners.of(bucket))
					.overrideConfiguration((it) -> it.apiCallTimeout(TIMEOUT))));
	}

}
