package io.github.s3backed.testsupport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Keeps deletes away from other requests: a store of files removes directories that have
 * become empty, under the feet of an upload or a listing.
 */
final class OrderlyBlobStore extends ForwardingBlobStore {

	private final ReadWriteLock directories = new ReentrantReadWriteLock();

	OrderlyBlobStore(BlobStore delegate) {
		super(delegate);
	}

	/**
	 * Takes the body first, so that a slow upload holds nobody up.
	 */
	@Override
	public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
		byte[] content = readFully(body);
		return locked(this.directories.readLock(), () -> super.putBlob(request, new ByteArrayInputStream(content)));
	}

	@Override
	public ListObjectsV2Response list(ListObjectsV2Request request) {
		return locked(this.directories.readLock(), () -> super.list(request));
	}

	@Override
	public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
		return locked(this.directories.writeLock(), () -> super.removeBlob(request));
	}

	private static byte[] readFully(InputStream body) {
		try {
			return body.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The upload broke off", ex);
		}
	}

	private static <T> T locked(Lock lock, Supplier<T> action) {
		lock.lock();
		try {
			return action.get();
		}
		finally {
			lock.unlock();
		}
	}

}
