package io.github.s3backed.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.pointer.ObjectKey;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.sweep.Candidate.Later;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Judges an object from the item that it belongs to.
 */
final class Judge {

	enum Verdict {

		ALIVE, YOUNG, GARBAGE

	}

	private final SweepTarget target;

	private final ObjectKeyFormat format;

	private final Duration grace;

	/**
	 * Creates the judge.
	 * @param target whose objects are judged
	 * @param grace how old an object without a pointer must be
	 */
	Judge(SweepTarget target, Duration grace) {
		this.target = target;
		this.format = new ObjectKeyFormat(target.prefix());
		this.grace = grace;
	}

	/**
	 * Judges an object.
	 * @param item the item, or {@code null} if there is none
	 * @throws CorruptObjectException if the item cannot be read
	 */
	Verdict judge(Candidate candidate, @Nullable StoredItem item) {
		Set<String> pointedTo = (item != null) ? keys(item.locations()) : Set.of();
		if (pointedTo.contains(candidate.object().key())) {
			return Verdict.ALIVE;
		}
		if (item != null) {
			requireReadable(candidate, item);
		}
		Instant oldest = candidate.asOf().minus(this.grace);
		if (!candidate.object().lastModified().isBefore(oldest) || isRetained(candidate, item, pointedTo)) {
			return Verdict.YOUNG;
		}
		return Verdict.GARBAGE;
	}

	/**
	 * A bucket can have other names than the sweep's, those of its access points. A key
	 * is used once, so that it says enough.
	 */
	private static Set<String> keys(Set<ObjectLocation> locations) {
		return locations.stream().map(ObjectLocation::key).collect(Collectors.toSet());
	}

	/**
	 * What another tool has damaged or a newer version has written may hold on to objects
	 * in a way that is not known here.
	 */
	private void requireReadable(Candidate candidate, StoredItem item) {
		String name = candidate.key().attribute();
		AttributeValue attribute = item.attribute(name);
		if (attribute != null && Pointer.resembles(attribute)) {
			item.pointer(name, attribute);
		}
		Pointer.search(item.attributes())
			.stream()
			.filter((value) -> Pointer.isPointer(value)
					&& Pointer.locationIn(value).filter((it) -> isOf(candidate, it)).isPresent())
			.forEach((value) -> item.pointer(name, value));
		item.writeRecord();
	}

	private boolean isOf(Candidate candidate, ObjectLocation location) {
		return location.bucket().equals(this.target.bucket())
				&& this.format.isOf(location.key(), this.target.table(), candidate.owner());
	}

	private boolean isRetained(Candidate candidate, @Nullable StoredItem item, Set<String> pointedTo) {
		return item != null && !this.target.retention().isZero()
				&& replaced(candidate, item, pointedTo).plus(this.target.retention()).isAfter(candidate.asOf());
	}

	/**
	 * Returns when the write began, at the latest, that replaced an object. Where the
	 * item has an earlier object, a write beside the object's own one replaced it, or it
	 * never was in the item. Otherwise a later object tells, if its write is known to
	 * have been applied after the object's own: others may have been left by writes that
	 * failed. Where the history of the item does not reach back so far, the second later
	 * one is trusted all the same. Else the write that made what the item points to
	 * instead, which may be in another place, or the item's last write may have replaced
	 * it.
	 */
	private Instant replaced(Candidate candidate, StoredItem item, Set<String> pointedTo) {
		Token own = candidate.key().token();
		Optional<WriteRecord> record = item.writeRecord();
		Optional<Token> current = current(item.attribute(candidate.key().attribute()));
		if (record.isEmpty() || current.filter((it) -> it.time().isBefore(own.time())).isPresent()) {
			return own.time();
		}
		WriteRecord writes = record.get();
		return candidate.later()
			.stream()
			.filter((it) -> pointedTo.contains(it.key()) || writes.showsAfter(it.token(), own))
			.findFirst()
			.or(() -> candidate.later().stream().skip(writes.reachesTo(own) ? Candidate.MAX_LATER : 1).findFirst())
			.map(Later::token)
			.or(() -> current)
			.orElse(writes.token())
			.time();
	}

	private Optional<Token> current(@Nullable AttributeValue value) {
		return (value != null && Pointer.isPointer(value))
				? this.target.parse(Pointer.from(value).location()).map(ObjectKey::token) : Optional.empty();
	}

}
