package io.github.s3backed.sweep;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * What sweeps leave for each other, in memory.
 */
abstract class WordsInS3 implements S3Client {

	/** The contents by their keys. */
	private final Map<String, byte[]> words;

	WordsInS3(Map<String, byte[]> words) {
		this.words = words;
	}

	static Map<String, byte[]> none() {
		return new TreeMap<>();
	}

	@Override
	public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
		if (request.ifNoneMatch() != null && this.words.containsKey(request.key())) {
			throw S3Exception.builder().statusCode(412).build();
		}
		try {
			this.words.put(request.key(), body.contentStreamProvider().newStream().readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return PutObjectResponse.builder().checksumCRC32C(request.checksumCRC32C()).build();
	}

	@Override
	public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		byte[] content = this.words.get(request.key());
		if (content == null) {
			throw NoSuchKeyException.builder().statusCode(404).build();
		}
		try {
			return transformer.transform(GetObjectResponse.builder().contentLength((long) content.length).build(),
					AbortableInputStream.create(new ByteArrayInputStream(content)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
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
