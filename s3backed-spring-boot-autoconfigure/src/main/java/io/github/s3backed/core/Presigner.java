package io.github.s3backed.core;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.github.s3backed.Compression;
import io.github.s3backed.UploadTicket;
import io.github.s3backed.commit.PreparedUpload;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.store.ObjectCustomizers;
import io.github.s3backed.store.ObjectPresigner;
import io.github.s3backed.store.ObjectPresigner.SignedRequest;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Signs URLs of contents.
 */
final class Presigner {

	/**
	 * Signatures of S3 are good for no longer.
	 *
	 * @see <a href=
	 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html">Presigned
	 * URLs</a>
	 */
	private static final Duration MAX = Duration.ofDays(7);

	private final @Nullable ObjectPresigner presigner;

	private final Duration lease;

	/**
	 * Creates the presigner.
	 * @param lease how long the URL of an upload is good for at most
	 */
	Presigner(@Nullable S3Presigner presigner, ObjectCustomizers customizers, Duration lease) {
		this.presigner = (presigner != null) ? new ObjectPresigner(presigner, customizers) : null;
		this.lease = lease;
	}

	private ObjectPresigner required() {
		if (this.presigner == null) {
			throw new UnsupportedOperationException(
					"The template has no S3Presigner: give its builder one, or have one bean of that type");
		}
		return this.presigner;
	}

	/**
	 * An upload that came later than the others' leases allow would be garbage to a sweep
	 * before anybody could save it.
	 */
	UploadTicket put(PreparedUpload prepared, Duration duration) {
		Assert.isTrue(duration.toSeconds() > 0 && duration.compareTo(this.lease) <= 0,
				() -> "The URL of an upload is good for a second to s3backed.lease (" + this.lease + "), not for "
						+ duration);
		SignedRequest request = required().put(prepared.object(), prepared.upload().size(), prepared.upload().sha256(),
				duration);
		return new UploadTicket(request.url(), request.headers(), prepared.upload().token(), request.expires());
	}

	URI get(@Nullable StoredObject object, Duration duration) {
		ObjectPresigner presigner = required();
		Assert.isTrue(duration.toSeconds() > 0 && duration.compareTo(MAX) <= 0,
				() -> "A URL is good for a second to seven days, not for " + duration);
		if (object == null) {
			throw new InvalidDataAccessApiUsageException(
					"The value was not read from S3, so there is no object to download: save it and read it");
		}
		if (object.pointer().compression() == Compression.ZSTD) {
			throw new InvalidDataAccessApiUsageException("The content of attribute '" + object.attribute() + "' of "
					+ object.item() + " is compressed with zstd, which not every client can undo: read it here, or have"
					+ " the attribute stored with another compression");
		}
		return presigner.get(object.location(), object.pointer().contentType(), disposition(object), duration);
	}

	/**
	 * Names the file by RFC 5987, as RFC 6266 has it.
	 */
	private static @Nullable String disposition(StoredObject object) {
		String name = object.key().readable();
		return (name != null) ? "inline; filename*=UTF-8''"
				+ URLEncoder.encode(name.substring(name.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
					.replace("+", "%20")
				: null;
	}

}
