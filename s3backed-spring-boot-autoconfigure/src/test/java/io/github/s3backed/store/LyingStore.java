package io.github.s3backed.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A store that acknowledges everything, keeps what it likes, and says of it what it
 * likes. No stand-in does.
 */
final class LyingStore implements S3Client {

	final Map<String, byte[]> objects = new TreeMap<>();

	/** Operation and key, in the order of sending. */
	final List<String> requests = new ArrayList<>();

	final List<@Nullable String> owners = new ArrayList<>();

	/** What becomes of the bytes that are sent; {@code null} keeps none. */
	UnaryOperator<byte @Nullable []> keeping = (sent) -> sent;

	/** Says what is in the answer to an upload. */
	BiConsumer<PutObjectResponse.Builder, byte[]> saying = (response, sent) -> {
	};

	@Nullable S3Exception refusal;

	@Nullable S3Exception refusalOfOne;

	static S3Exception error(int status, @Nullable String code) {
		return (S3Exception) S3Exception.builder()
			.statusCode(status)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage("told").build())
			.build();
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		this.requests.add("PutObject " + request.key());
		byte[] sent;
		try (InputStream in = body.contentStreamProvider().newStream()) {
			sent = in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		byte[] kept = this.keeping.apply(sent);
		if (kept != null) {
			this.objects.put(request.key(), kept);
		}
		PutObjectResponse.Builder response = PutObjectResponse.builder();
		this.saying.accept(response, (kept != null) ? kept : sent);
		return response.build();
	}

	@Override
	public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		this.requests.add("GetObject " + request.key());
		byte[] content = this.objects.get(request.key());
		if (content == null) {
			throw error(404, "NoSuchKey");
		}
		try {
			return transformer.transform(GetObjectResponse.builder().contentLength((long) content.length).build(),
					AbortableInputStream.create(new ByteArrayInputStream(content)));
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
		this.requests.add("DeleteObjects " + request.delete().objects().size());
		this.owners.add(request.expectedBucketOwner());
		if (this.refusal != null) {
			throw this.refusal;
		}
		request.delete().objects().forEach((object) -> this.objects.remove(object.key()));
		return DeleteObjectsResponse.builder().build();
	}

	@Override
	public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
		this.requests.add("DeleteObject " + request.key());
		this.owners.add(request.expectedBucketOwner());
		if (this.refusalOfOne != null) {
			throw this.refusalOfOne;
		}
		if (this.objects.remove(request.key()) == null) {
			throw error(404, "NoSuchKey");
		}
		return DeleteObjectResponse.builder().build();
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
