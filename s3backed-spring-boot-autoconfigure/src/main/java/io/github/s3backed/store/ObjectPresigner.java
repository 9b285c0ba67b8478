package io.github.s3backed.store;

import java.net.URI;
import java.time.Duration;

import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Signs requests that others send. Nothing is sent here.
 */
public final class ObjectPresigner {

	private final S3Presigner presigner;

	/**
	 * Creates the presigner.
	 * @param presigner signs requests
	 */
	public ObjectPresigner(S3Presigner presigner) {
		this.presigner = presigner;
	}

	/**
	 * Signs a request that reads an object. The owner of the bucket is not part of it: a
	 * browser would have to send it as a header.
	 * @param location where the object is
	 * @param contentType the media type that S3 is to answer with
	 * @param disposition the {@code Content-Disposition} that S3 is to answer with, or
	 * {@code null} for none
	 * @param duration how long it is good for, at most; it also ends with the credentials
	 * that sign it
	 * @return the URL
	 */
	public URI get(ObjectLocation location, String contentType, @Nullable String disposition, Duration duration) {
		return AwsErrors.translating(AwsErrors.bucket(location.bucket()),
				() -> URI.create(
						this.presigner
							.presignGetObject((presign) -> presign.signatureDuration(duration)
								.getObjectRequest((get) -> get.bucket(location.bucket())
									.key(location.key())
									.responseContentType(contentType)
									.responseContentDisposition(disposition)))
							.url()
							.toString()));
	}

}
