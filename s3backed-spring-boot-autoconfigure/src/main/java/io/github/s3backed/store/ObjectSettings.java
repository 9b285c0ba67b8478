package io.github.s3backed.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the application's customizers have set of an object, for each request that can
 * store one.
 *
 * @param storageClass the storage class, or {@code null} for the bucket's default
 * @param tags the tags
 * @param metadata user metadata beside the library's own
 * @param cacheControl the header, or {@code null} for none
 * @param contentDisposition the header, or {@code null} for none
 * @param encryption how S3 encrypts it
 */
record ObjectSettings(@Nullable String storageClass, Map<String, String> tags, Map<String, String> metadata,
		@Nullable String cacheControl, @Nullable String contentDisposition, Encryption encryption) {

	/**
	 * What there is without customizers.
	 */
	static final ObjectSettings NONE = new ObjectSettings(null, Map.of(), Map.of(), null, null,
			new Encryption(null, null, null, Map.of()));

	/**
	 * How S3 encrypts an object.
	 *
	 * @param algorithm the algorithm, or {@code null} for the bucket's default
	 * @param kmsKeyId the key, or {@code null} for the default
	 * @param bucketKeyEnabled whether S3 spares calls of KMS, or {@code null} for the
	 * bucket's default
	 * @param context the encryption context
	 */
	record Encryption(@Nullable String algorithm, @Nullable String kmsKeyId, @Nullable Boolean bucketKeyEnabled,
			Map<String, String> context) {

		/**
		 * Returns the context as the header has it.
		 */
		private @Nullable String header() {
			return this.context.isEmpty() ? null
					: Base64.getEncoder()
						.encodeToString(JsonMapper.shared()
							.writeValueAsString(new TreeMap<>(this.context))
							.getBytes(StandardCharsets.UTF_8));
		}

	}

	/**
	 * Returns all user metadata.
	 * @param own the library's own, which goes first
	 */
	Map<String, String> metadata(Map<String, String> own) {
		Map<String, String> all = new LinkedHashMap<>(this.metadata);
		all.putAll(own);
		return all;
	}

	/**
	 * Returns the tags as the header has them. The SDK would send an empty header where
	 * there are none.
	 */
	private @Nullable String tagging() {
		return this.tags.isEmpty() ? null
				: this.tags.entrySet()
					.stream()
					.map((tag) -> encode(tag.getKey()) + "=" + encode(tag.getValue()))
					.collect(Collectors.joining("&"));
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	PutObjectRequest.Builder applyTo(PutObjectRequest.Builder request) {
		return request.storageClass(this.storageClass)
			.tagging(tagging())
			.cacheControl(this.cacheControl)
			.contentDisposition(this.contentDisposition)
			.serverSideEncryption(this.encryption.algorithm())
			.ssekmsKeyId(this.encryption.kmsKeyId())
			.bucketKeyEnabled(this.encryption.bucketKeyEnabled())
			.ssekmsEncryptionContext(this.encryption.header());
	}

	CreateMultipartUploadRequest.Builder applyTo(CreateMultipartUploadRequest.Builder request) {
		return request.storageClass(this.storageClass)
			.tagging(tagging())
			.cacheControl(this.cacheControl)
			.contentDisposition(this.contentDisposition)
			.serverSideEncryption(this.encryption.algorithm())
			.ssekmsKeyId(this.encryption.kmsKeyId())
			.bucketKeyEnabled(this.encryption.bucketKeyEnabled())
			.ssekmsEncryptionContext(this.encryption.header());
	}

	/**
	 * Needs {@code REPLACE} as the directive for metadata and tags: else those of the
	 * copied object would come along.
	 */
	CopyObjectRequest.Builder applyTo(CopyObjectRequest.Builder request) {
		return request.storageClass(this.storageClass)
			.tagging(tagging())
			.cacheControl(this.cacheControl)
			.contentDisposition(this.contentDisposition)
			.serverSideEncryption(this.encryption.algorithm())
			.ssekmsKeyId(this.encryption.kmsKeyId())
			.bucketKeyEnabled(this.encryption.bucketKeyEnabled())
			.ssekmsEncryptionContext(this.encryption.header());
	}

}
