package io.github.s3backed.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads of objects, and looks at them.
 */
final class SimulatedReads {

	private final ObjectStore store;

	private final S3Wire wire;

	SimulatedReads(ObjectStore store, S3Wire wire) {
		this.store = store;
		this.wire = wire;
	}

	<T> T get(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
		String range = (request.range() != null) ? " " + request.range() : "";
		return this.wire.send(WireCall.Kind.READ_OBJECT, "GetObject " + request.key() + range, request, (fault) -> {
			ObjectStore.StoredObject object = existing(request.key());
			S3Wire.requireMatch(object, request.ifMatch());
			ByteRange part = ByteRange.of(request.range(), object.content().length);
			byte[] content = part.of(object.content());
			boolean whole = request.range() == null;
			GetObjectResponse.Builder response = GetObjectResponse.builder()
				.contentLength((long) content.length)
				.contentRange(whole ? null : part.header(object.content().length))
				.acceptRanges("bytes")
				.contentType(object.contentType())
				.contentEncoding(object.contentEncoding())
				.eTag(object.eTag())
				.metadata(object.metadata())
				.lastModified(object.lastModified());
			if (whole && request.checksumMode() == ChecksumMode.ENABLED) {
				response.checksumCRC32C(object.checksum()).checksumType(ChecksumType.FULL_OBJECT);
			}
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return transform(transformer, response.build(), content, fault);
		});
	}

	/**
	 * Like the SDK, reads a body that has broken off again, if it may.
	 */
	private <T> T transform(ResponseTransformer<GetObjectResponse, T> transformer, GetObjectResponse response,
			byte[] content, Fault fault) {
		try {
			return transformer.transform(response, AbortableInputStream.create(body(content, fault)));
		}
		catch (RetryableException ex) {
			if (this.wire.pick(2) == 1) {
				throw ex;
			}
			return transform(transformer, response, content, Fault.NONE);
		}
		catch (AbortedException ex) {
			throw ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Thread was interrupted", ex);
		}
		catch (Exception ex) {
			throw NonRetryableException.builder().message("Unable to transform").cause(ex).build();
		}
	}

	/**
	 * To a sweep this is another way of listing.
	 */
	HeadObjectResponse head(HeadObjectRequest request) {
		Operation operation = this.wire.operation();
		boolean swept = operation != null && operation.type() == Operation.Type.SWEEP;
		WireCall.Kind kind = swept ? WireCall.Kind.LIST_OBJECTS : WireCall.Kind.HEAD_OBJECT;
		return this.wire.send(kind, "HeadObject " + request.key(), request, (fault) -> {
			ObjectStore.StoredObject object = existing(request.key());
			S3Wire.requireMatch(object, request.ifMatch());
			boolean otherLength = fault == Fault.MISREPORTED && this.wire.pick(2) == 1;
			HeadObjectResponse.Builder response = HeadObjectResponse.builder()
				.contentLength(otherLength ? object.length() + 1 : object.length())
				.contentType(object.contentType())
				.contentEncoding(object.contentEncoding())
				.eTag(object.eTag())
				.metadata(object.metadata())
				.lastModified(object.lastModified());
			if (request.checksumMode() == ChecksumMode.ENABLED) {
				response.checksumType(ChecksumType.FULL_OBJECT)
					.checksumCRC32C(otherLength ? object.checksum() : this.wire.checksum(fault, object.checksum()));
			}
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.wire.now()));
			return response.build();
		});
	}

	private ObjectStore.StoredObject existing(String key) {
		ObjectStore.StoredObject object = this.store.get(key);
		if (object == null) {
			throw FaultErrors.describe(NoSuchKeyException.builder(), "NoSuchKey", 404);
		}
		return object;
	}

	private static InputStream body(byte[] content, Fault fault) {
		return switch (fault) {
			case BODY_TRUNCATED ->
				new SequenceInputStream(new ByteArrayInputStream(content, 0, content.length / 2), new BrokenStream());
			case BODY_ALTERED -> {
				byte[] altered = (content.length > 0) ? content.clone() : new byte[1];
				altered[altered.length - 1] ^= 1;
				yield new ByteArrayInputStream(altered);
			}
			default -> new ByteArrayInputStream(content);
		};
	}

	private static final class BrokenStream extends InputStream {

		@Override
		public int read() throws IOException {
			throw new SocketException("Connection reset");
		}

	}

}
