package io.github.s3backed;

/**
 * What became of a write whose outcome was unknown.
 */
public enum WriteResolution {

	/**
	 * The item comes from the write, or from later ones that followed it.
	 */
	APPLIED,

	/**
	 * The item does not come from the write, and no request of it can arrive any more. It
	 * was never applied, or was before the item was deleted or overwritten more than
	 * eight times.
	 */
	NOT_APPLIED,

	/**
	 * The item does not come from the write, but a request of it may still arrive, or it
	 * is not known how old the write is, because DynamoDB has not told its time. Ask
	 * again when {@link S3BackedSettings#latestCommit()} has passed since the write.
	 */
	UNDECIDED

}
