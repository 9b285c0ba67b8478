package io.github.s3backed.transfer;

import io.github.s3backed.store.MultipartUploads;

/**
 * How large the parts of an upload are. S3 takes 10,000, so that parts grow where the
 * length of a content is not known, up to what may be in memory.
 *
 * @param first the size of the first parts in bytes
 * @param max the size that no part is over, in bytes
 * @see <a href=
 * "https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">Multipart upload
 * limits</a>
 */
record PartSizes(long first, long max) {

	/** How many parts have a size before it is doubled. */
	private static final int STEP = 1_000;

	private static final int MAX_DOUBLINGS = MultipartUploads.MAX_PARTS / STEP;

	/**
	 * Returns the sizes for a content.
	 * @param length its length, or a negative number if it is not known
	 */
	PartSizes forLength(long length) {
		long even = (length + MultipartUploads.MAX_PARTS - 1) / MultipartUploads.MAX_PARTS;
		return (even > this.first) ? new PartSizes(even, this.max) : this;
	}

	/**
	 * Returns the size of a part.
	 * @param number its number, from 1
	 */
	int of(int number) {
		int doublings = Math.min((number - 1) / STEP, MAX_DOUBLINGS);
		return (int) Math.min(Math.min(this.max, Integer.MAX_VALUE - 8), this.first << doublings);
	}

}
