package io.github.s3backed.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Judges an object from the item that it belongs to.
 */
final class Judge {

	enum Verdict {

		ALIVE, YOUNG, GARBAGE

	}

	private final String bucket;

	private final Duration grace;

	private final Duration retention;

	/**
	 * Creates the judge.
	 * @param grace how old an object without a pointer must be
	 * @param retention how long an object is kept after a write replaced it
	 */
	Judge(String bucket, Duration grace, Duration retention) {
		this.bucket = bucket;
		this.grace = grace;
		this.retention = retention;
	}

	/**
	 * Judges an object.
	 * @param item the item, or {@code null} if there is none
	 * @throws IllegalArgumentException if the item cannot be read
	 */
	Verdict judge(Candidate candidate, @Nullable Map<String, AttributeValue> item) {
		if (item != null && uris(item).contains(new ObjectLocation(this.bucket, candidate.object().key()).uri())) {
			return Verdict.ALIVE;
		}
		Instant oldest = candidate.asOf().minus(this.grace);
		if (!candidate.object().lastModified().isBefore(oldest) || isRetained(candidate, item)) {
			return Verdict.YOUNG;
		}
		return Verdict.GARBAGE;
	}

	/**
	 * Returns whatever might be a pointer, wherever it stands in the item: an attribute
	 * may have been renamed or moved by another tool.
	 */
	private static Set<String> uris(Map<String, AttributeValue> item) {
		Set<String> uris = new HashSet<>();
		item.forEach((name, value) -> collect(value, uris));
		return uris;
	}

	private static void collect(AttributeValue value, Set<String> uris) {
		if (Pointer.isPointer(value)) {
			uris.add(Pointer.from(value).location().uri());
		}
		else if (value.hasM()) {
			value.m().values().forEach((nested) -> collect(nested, uris));
		}
		else if (value.hasL()) {
			value.l().forEach((nested) -> collect(nested, uris));
		}
	}

	/**
	 * An object was replaced when the next one for the same attribute was made, or, if
	 * there is none, at the item's last write at the latest. The tokens tell both times.
	 */
	private boolean isRetained(Candidate candidate, @Nullable Map<String, AttributeValue> item) {
		if (this.retention.isZero() || item == null) {
			return false;
		}
		Token replacedBy = (candidate.next() != null) ? candidate.next().token()
				: WriteRecord.from(item).map(WriteRecord::token).orElse(candidate.key().token());
		return replacedBy.time().plus(this.retention).isAfter(candidate.asOf());
	}

}
