package io.github.s3backed.commit;

import java.time.Duration;
import java.time.Instant;

import io.github.s3backed.store.MultipartUploads.OpenUpload;
import io.github.s3backed.transfer.UploadWatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets a write know what is sent for one of its contents.
 */
final class WatchedUpload implements UploadWatch {

	private final Write write;

	private final boolean compared;

	private final Runnable others;

	private Lease.@Nullable Request request;

	/**
	 * Creates the watch.
	 * @param compared whether DynamoDB was asked for its time before; else S3's answer
	 * tells whether it should be
	 */
	WatchedUpload(Write write, boolean compared) {
		this(write, compared, () -> {
		});
	}

	/**
	 * Creates the watch of an upload that takes long.
	 * @param others throws if the upload of another content of the write has failed
	 */
	WatchedUpload(Write write, boolean compared, Runnable others) {
		this.write = write;
		this.compared = compared;
		this.others = others;
	}

	@Override
	public void beforeSending() {
		this.others.run();
		this.write.lease().require();
		if (!this.compared && this.request == null) {
			this.request = this.write.lease().watch();
		}
	}

	@Override
	public Duration remaining() {
		return this.write.lease().remaining();
	}

	@Override
	public void answered(@Nullable Instant date) {
		if (this.request != null) {
			this.request.answeredByS3(date);
		}
	}

	@Override
	public void begun(OpenUpload upload) {
		this.write.begun(upload);
		answered(upload.date());
	}

	@Override
	public void completed(OpenUpload upload) {
		this.write.completed(upload);
	}

}
