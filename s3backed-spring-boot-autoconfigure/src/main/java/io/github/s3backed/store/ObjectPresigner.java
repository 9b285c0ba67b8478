package io.github.s3backed.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.s3backed.pointer.ObjectLocation;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/**
 * Signs requests that others send. Nothing is sent here.
 */
public final class ObjectPresigner {

	/** What every client sends by itself. */
	private static final Set<String> OF_CONNECTION = Set.of("host", "content-length");

	private final S3Presigner presigner;

	private final ObjectCustomizers customizers;

	/**
	 * Creates the presigner.
	 * @param presigner signs requests
	 * @param customizers have a say in how objects are stored
	 */
	public ObjectPresigner(S3Presigner presigner, ObjectCustomizers customizers) {
		this.presigner = presigner;
		this.customizers = customizers;
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

	/**
	 * A request that somebody else is to send.
	 *
	 * @param url where to
	 * @param headers the headers that it must have, but for its length
	 * @param expires when it is not accepted any more
	 */
	public record SignedRequest(URI url, Map<String, String> headers, Instant expires) {

	}

	/**
	 * Signs a request that stores an object where there is none: of exactly this length
	 * and SHA-256, which S3 compares with what it receives.
	 * @param object what the object is to be
	 * @param length its length in bytes
	 * @param sha256 its SHA-256
	 * @param duration how long the request is good for, at most
	 * @return the request
	 */
	public SignedRequest put(NewObject object, long length, SdkBytes sha256, Duration duration) {
		ObjectSettings settings = object.settings(this.customizers, length);
		PutObjectRequest request = settings.applyTo(PutObjectRequest.builder())
			.bucket(object.location().bucket())
			.key(object.location().key())
			.contentLength(length)
			.contentType(object.contentType())
			.metadata(settings.metadata(object.metadata()))
			.checksumSHA256(Base64.getEncoder().encodeToString(sha256.asByteArrayUnsafe()))
			.ifNoneMatch("*")
			.build();
		PresignedPutObjectRequest signed = AwsErrors.translating(AwsErrors.bucket(object.location().bucket()),
				() -> this.presigner
					.presignPutObject((presign) -> presign.signatureDuration(duration).putObjectRequest(request)));
		Map<String, String> headers = new TreeMap<>();
		signed.signedHeaders().forEach((name, values) -> {
			if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
				headers.put(name, String.join(",", values));
			}
		});
		return new SignedRequest(URI.create(signed.url().toString()), headers, signed.expiration());
	}

}
