package io.github.s3backed.sweep;

import java.time.Instant;
import java.util.List;

import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.store.ObjectInventory.ListedObject;

/**
 * An object whose owner is known, so that it can be judged.
 *
 * @param object the object
 * @param key what its key tells
 * @param owner the item it belongs to
 * @param asOf S3's time when it was listed
 * @param later the objects of later writes for the same item and attribute, the earliest
 * first, {@value #MAX_LATER} at most
 */
record Candidate(ListedObject object, ObjectKey key, PrimaryKey owner, Instant asOf, List<Later> later) {

	static final int MAX_LATER = 2;

	/**
	 * An object that may have replaced the candidate.
	 *
	 * @param key its key
	 * @param token the write that made it
	 */
	record Later(String key, Token token) {
	}

}
