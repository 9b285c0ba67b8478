package io.github.s3backed;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * The request that stores an object, as an {@link ObjectRequestCustomizer} sees it. It
 * can be sent as {@code PutObject}, {@code CreateMultipartUpload} or {@code CopyObject};
 * what is set holds for each of them. What the protocol depends on cannot be set: where
 * the object is, its bytes, checksums, conditions, content type and encoding, the owner
 * of the bucket, and locks and access control lists.
 * <p>
 * What cannot be is refused with an
 * {@link org.springframework.dao.InvalidDataAccessApiUsageException} that names the
 * customizer.
 */
public interface ObjectRequest {

	/**
	 * Returns whose object this is.
	 * @return the class of the entity; a sweep that leaves word has that of its table
	 */
	Class<?> getEntityType();

	/**
	 * Returns the attribute whose content is stored.
	 * @return the name in the item, or {@code null} for what a sweep leaves for others
	 */
	@Nullable String getAttribute();

	/**
	 * Returns the primary key of the item.
	 * @return the key, or {@code null} for what a sweep leaves for others
	 */
	@Nullable Key getKey();

	/**
	 * Returns where the object is to be.
	 * @return {@code s3://bucket/key}
	 */
	String getUri();

	/**
	 * Returns the media type of the content.
	 * @return the media type
	 */
	String getContentType();

	/**
	 * Returns how long the object is to be.
	 * @return the number of bytes as they are stored, or {@code null} if it is not known
	 * yet
	 */
	@Nullable Long getLength();

	/**
	 * Sets the storage class. One whose objects cannot be read at once ({@code GLACIER},
	 * {@code DEEP_ARCHIVE}) is refused.
	 * @param storageClass the storage class, as the store calls it
	 * @return this request
	 */
	ObjectRequest storageClass(String storageClass);

	/**
	 * Sets the storage class.
	 * @param storageClass the storage class
	 * @return this request
	 * @see #storageClass(String)
	 */
	default ObjectRequest storageClass(StorageClass storageClass) {
		return storageClass(storageClass.toString());
	}

	/**
	 * Sets a tag, in place of one with this key. Needs {@code s3:PutObjectTagging}.
	 * @param key the key, 1 to 128 characters
	 * @param value the value, 256 characters at most
	 * @return this request
	 */
	ObjectRequest tag(String key, String value);

	/**
	 * Sets an entry of the user metadata, in place of one with this name. Names that
	 * begin with {@code s3b-} are the library's own.
	 * @param name the name, without {@code x-amz-meta-}
	 * @param value the value, in printable ASCII; all metadata together may have 2 KB
	 * @return this request
	 */
	ObjectRequest metadata(String name, String value);

	/**
	 * Sets the {@code Cache-Control} with which S3 gives the object.
	 * @param cacheControl the header's value
	 * @return this request
	 */
	ObjectRequest cacheControl(String cacheControl);

	/**
	 * Sets the {@code Content-Disposition} with which S3 gives the object.
	 * @param contentDisposition the header's value
	 * @return this request
	 */
	ObjectRequest contentDisposition(String contentDisposition);

	/**
	 * Sets how S3 encrypts the object. With keys of the customer's own (SSE-C) it could
	 * not be read again.
	 * @param algorithm the algorithm, such as {@code AES256} or {@code aws:kms}
	 * @return this request
	 */
	ObjectRequest serverSideEncryption(String algorithm);

	/**
	 * Sets how S3 encrypts the object.
	 * @param algorithm the algorithm
	 * @return this request
	 * @see #serverSideEncryption(String)
	 */
	default ObjectRequest serverSideEncryption(ServerSideEncryption algorithm) {
		return serverSideEncryption(algorithm.toString());
	}

	/**
	 * Sets the key of KMS that S3 encrypts the object with. Readers need
	 * {@code kms:Decrypt} on it.
	 * @param keyId the key's ID, ARN or alias
	 * @return this request
	 */
	ObjectRequest kmsKeyId(String keyId);

	/**
	 * Sets whether S3 takes a key of the bucket's to spare calls of KMS.
	 * @param enabled whether it does
	 * @return this request
	 */
	ObjectRequest bucketKeyEnabled(boolean enabled);

	/**
	 * Sets the encryption context of KMS.
	 * @param context names and values
	 * @return this request
	 */
	ObjectRequest kmsEncryptionContext(Map<String, String> context);

}
