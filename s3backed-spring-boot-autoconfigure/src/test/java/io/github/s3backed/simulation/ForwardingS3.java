package io.github.s3backed.simulation;

import java.util.List;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Passes everything on, for bugs to change some of it.
 */
class ForwardingS3 implements S3Client {

	private final S3Client client;

	ForwardingS3(S3Client client) {
		this.client = client;
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		return this.client.putObject(request, body);
	}

	@Override
	public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		return this.client.getObject(request, transformer);
	}

	@Override
	public HeadObjectResponse headObject(HeadObjectRequest request) {
		return this.client.headObject(request);
	}

	@Override
	public CopyObjectResponse copyObject(CopyObjectRequest request) {
		return this.client.copyObject(request);
	}

	@Override
	public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
		return this.client.createMultipartUpload(request);
	}

	@Override
	public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
		return this.client.uploadPart(request, body);
	}

	@Override
	public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
		return this.client.uploadPartCopy(request);
	}

	@Override
	public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
		return this.client.completeMultipartUpload(request);
	}

	@Override
	public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
		return this.client.abortMultipartUpload(request);
	}

	@Override
	public ListPartsResponse listParts(ListPartsRequest request) {
		return this.client.listParts(request);
	}

	@Override
	public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
		return this.client.deleteObject(request);
	}

	@Override
	public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
		return this.client.deleteObjects(request);
	}

	@Override
	public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
		return this.client.listObjectsV2(request);
	}

	@Override
	public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
		return this.client.listMultipartUploads(request);
	}

	/**
	 * Deletes objects whoever they belong to.
	 */
	void deleteKeys(List<String> keys) {
		if (!keys.isEmpty()) {
			this.client.deleteObjects((request) -> request.bucket(ObjectStore.BUCKET)
				.expectedBucketOwner(ObjectStore.OWNER)
				.delete((delete) -> delete
					.objects(keys.stream().map((key) -> ObjectIdentifier.builder().key(key).build()).toList())));
		}
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
