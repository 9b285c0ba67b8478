package io.github.s3backed.commit;

import java.io.InputStream;

import io.github.s3backed.content.ObjectContents;
import io.github.s3backed.content.StoredObject;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.runtime.Backoff;
import io.github.s3backed.store.ObjectStore;
import io.github.s3backed.store.ObjectUnavailableException;
import io.github.s3backed.transfer.ContentStream;
import io.github.s3backed.transfer.VerifyingReader;

import org.springframework.dao.DataAccessException;

/**
 * Reads the contents of handles, for as long as the template is open. Where an object is
 * not there any more the item tells why.
 */
final class Handles implements ObjectContents {

	private final ObjectStore objects;

	private final MissingObjects missing;

	private final Backoff backoff;

	private final long maxAttributeSize;

	private final S3BackedMetrics metrics;

	private volatile boolean closed;

	Handles(ObjectStore objects, MissingObjects missing, Backoff backoff, long maxAttributeSize,
			S3BackedMetrics metrics) {
		this.objects = objects;
		this.missing = missing;
		this.backoff = backoff;
		this.maxAttributeSize = maxAttributeSize;
		this.metrics = metrics;
	}

	@Override
	public byte[] read(StoredObject object) {
		requireOpen(object);
		VerifyingReader reader = new VerifyingReader(object.attribute(), object.pointer());
		reader.requireAtMost(this.maxAttributeSize);
		try {
			return read(object.entityType(), reader);
		}
		catch (ObjectUnavailableException ex) {
			throw this.missing.failure(object, ex);
		}
	}

	/**
	 * Reads an object whole and counts it.
	 * @throws ObjectUnavailableException if there is none
	 */
	byte[] read(Class<?> entity, VerifyingReader reader) {
		Pointer pointer = reader.pointer();
		this.metrics.bytesInFlight(pointer.stored());
		try {
			byte[] bytes = this.objects.get(pointer.location(), reader);
			this.metrics.downloaded(entity, pointer.size(), pointer.stored());
			return bytes;
		}
		finally {
			this.metrics.bytesInFlight(-pointer.stored());
		}
	}

	@Override
	public InputStream open(StoredObject object) {
		return open(object, 0, object.pointer().size());
	}

	@Override
	public InputStream open(StoredObject object, long position, long length) {
		requireOpen(object);
		return new ContentStream(this.objects, this.backoff, object.pointer(), position, length,
				new ContentStream.Listener() {
					@Override
					public DataAccessException unavailable(ObjectUnavailableException failure) {
						return Handles.this.missing.failure(object, failure);
					}

					@Override
					public void ended(long size, long stored) {
						Handles.this.metrics.downloaded(object.entityType(), size, stored);
					}
				});
	}

	private void requireOpen(StoredObject object) {
		if (this.closed) {
			throw new IllegalStateException("The content of attribute '" + object.attribute() + "' of " + object.item()
					+ " cannot be read any more: the S3BackedTemplate that its handle was read with is closed");
		}
	}

	void close() {
		this.closed = true;
	}

}
