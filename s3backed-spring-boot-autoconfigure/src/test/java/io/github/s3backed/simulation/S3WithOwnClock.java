package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A store whose clock is not DynamoDB's, as far as a writer is told of it.
 */
final class S3WithOwnClock extends ForwardingS3 {

	private final World world;

	private final Duration difference;

	S3WithOwnClock(S3Client client, World world, Duration difference) {
		super(client);
		this.world = world;
		this.difference = difference;
	}

	/**
	 * Gives everybody such a store.
	 */
	static Mutation off(Duration difference) {
		return new Mutation() {
			@Override
			public S3Client s3(S3Client client, World world) {
				return new S3WithOwnClock(client, world, difference);
			}
		};
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		PutObjectResponse.Builder response = super.putObject(request, body).toBuilder();
		Instant date = this.world.time().instant().plus(this.difference);
		response.sdkHttpResponse(SimulatedSdk.httpResponse(date));
		return response.build();
	}

}
