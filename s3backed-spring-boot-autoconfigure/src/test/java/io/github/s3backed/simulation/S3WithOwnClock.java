package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Response;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

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
		return withOwnDate(super.putObject(request, body).toBuilder()).build();
	}

	@Override
	public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
		return withOwnDate(super.createMultipartUpload(request).toBuilder()).build();
	}

	@Override
	public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
		return withOwnDate(super.uploadPart(request, body).toBuilder()).build();
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
		return withOwnDate(super.completeMultipartUpload(request).toBuilder()).build();
	}

	@Override
	public HeadObjectResponse headObject(HeadObjectRequest request) {
		return withOwnDate(super.headObject(request).toBuilder()).build();
	}

	@Override
	public CopyObjectResponse copyObject(CopyObjectRequest request) {
		return withOwnDate(super.copyObject(request).toBuilder()).build();
	}

	private <B extends S3Response.Builder> B withOwnDate(B response) {
		Instant date = this.world.time().instant().plus(this.difference);
		response.sdkHttpResponse(SimulatedSdk.httpResponse(date));
		return response;
	}

}
