package io.github.s3backed.commit;

/**
 * What a write expects to find.
 */
public enum WriteMode {

	/**
	 * An item or none.
	 */
	SAVE,

	/**
	 * No item.
	 */
	INSERT,

	/**
	 * An item.
	 */
	UPDATE

}
