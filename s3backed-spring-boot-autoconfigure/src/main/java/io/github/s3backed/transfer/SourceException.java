package io.github.s3backed.transfer;

import io.github.s3backed.codec.Compressor;
import io.github.s3backed.content.StreamedContent;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * A content that was to be stored could not be read, or is not what it said it was.
 */
public final class SourceException extends InvalidDataAccessApiUsageException {

	SourceException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	static SourceException failed(StreamedContent content, long position, Throwable cause) {
		return new SourceException("The source " + content + " failed after " + position + " bytes: " + cause, cause);
	}

	static SourceException otherLength(StreamedContent content, long declared, String found) {
		return new SourceException(
				"The source " + content + " says that it has " + declared + " bytes and has " + found, null);
	}

	static SourceException tooLong(StreamedContent content, long maxSize) {
		return new SourceException(
				"The source " + content + " has more bytes than s3backed.max-resource-size allows: " + maxSize, null);
	}

	static SourceException tooManyParts(StreamedContent content, long partSize) {
		return new SourceException("The source " + content + " needs parts of " + partSize
				+ " bytes, since S3 takes 10,000 of them: set s3backed.upload.max-bytes-in-flight to twice as much at"
				+ " least", null);
	}

	static SourceException tooDense(ContentInput in, long stored) {
		return new SourceException("The source " + in.content() + " has " + in.count()
				+ " bytes and would be compressed to " + stored + ", which is more than " + Compressor.MAX_RATIO
				+ " to 1 and would not be read again: give its attribute @S3Backed(compression = Compression.NONE)",
				null);
	}

}
