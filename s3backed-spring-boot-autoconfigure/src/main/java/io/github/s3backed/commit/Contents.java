package io.github.s3backed.commit;

import io.github.s3backed.codec.Compressor;
import io.github.s3backed.codec.ContentChangedException;
import io.github.s3backed.codec.StoredContent;
import io.github.s3backed.content.KnownContent;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.content.UploadedObject;
import io.github.s3backed.mapping.Content;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import software.amazon.awssdk.core.SdkBytes;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * What is known of a content before it is stored.
 */
final class Contents {

	/** As many digits as a length has at most. */
	private static final long LONGEST = 999_999_999_999_999_999L;

	private static final SdkBytes ANY_SHA256 = SdkBytes.fromByteArrayUnsafe(new byte[32]);

	private Contents() {
	}

	/**
	 * Compresses a content, which takes as much memory again as the result.
	 * @throws InvalidDataAccessApiUsageException if the value has been changed since its
	 * checksum was taken
	 */
	static StoredContent compress(Content content, KnownContent source) {
		try {
			return Compressor.compress(source.bytes(), source.digest().crc32c(),
					content.attribute().compressionSettings());
		}
		catch (ContentChangedException ex) {
			throw new InvalidDataAccessApiUsageException("The value of attribute '" + content.name()
					+ "' was changed by another thread while it was saved; nothing was written", ex);
		}
	}

	/**
	 * Returns the largest pointer that a content can have.
	 */
	static Pointer largestPointer(Content content, ObjectLocation location) {
		if (content.source() instanceof KnownContent known) {
			return new Pointer(location, known.size(), known.size(), known.sha256(), content.attribute().compression(),
					content.attribute().contentType());
		}
		return new Pointer(location, LONGEST, LONGEST, ANY_SHA256, content.attribute().compression(),
				contentType(content));
	}

	private static String contentType(Content content) {
		if (content.source() instanceof UploadedObject uploaded) {
			return uploaded.contentType();
		}
		return (content.source() instanceof StoredObject object) ? object.pointer().contentType()
				: content.attribute().contentType();
	}

	/**
	 * Tells whether a pointer leads to the very content.
	 * @param content a content of the item that has the pointer
	 */
	static boolean isAt(Content content, Pointer pointer) {
		if (content.source() instanceof KnownContent known) {
			return pointer.hasContent(known.size(), known.sha256());
		}
		return content.source() instanceof StoredObject object && object.attribute().equals(content.name())
				&& object.location().equals(pointer.location());
	}

}
