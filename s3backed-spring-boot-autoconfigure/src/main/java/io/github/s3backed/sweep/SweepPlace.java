package io.github.s3backed.sweep;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.store.ObjectContext;
import io.github.s3backed.store.ObjectUnavailableException;
import io.github.s3backed.store.ObjectUpload;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/**
 * Where sweeps of a table leave word for each other, as JSON: beside the objects of its
 * items, under keys that no item's object can have.
 */
final class SweepPlace {

	private static final String JSON = "application/json";

	/**
	 * Making one takes longer than a sweep of a small table.
	 */
	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final SweepTarget target;

	private final SweepRequests requests;

	SweepPlace(SweepTarget target, SweepRequests requests) {
		this.target = target;
		this.requests = requests;
	}

	ObjectLocation location(String name) {
		return new ObjectLocation(this.target.bucket(),
				new ObjectKeyFormat(this.target.prefix()).sweepPrefix(this.target.table()) + name);
	}

	/**
	 * Reads a word.
	 * @return what was left, or empty
	 * @throws SweepStoppedException if it cannot be understood
	 * @throws PermissionDeniedDataAccessException if it may not be read
	 */
	<T> Optional<T> read(String name, Class<T> type) {
		byte[] content;
		try {
			content = this.requests.read(location(name));
		}
		catch (ObjectUnavailableException ex) {
			if (ex.isForbidden()) {
				requireAbsent(location(name), denied(location(name), ex));
			}
			return Optional.empty();
		}
		catch (InvalidDataAccessResourceUsageException ex) {
			requireAbsent(location(name), ex);
			return Optional.empty();
		}
		try {
			return Optional.of(Optional.ofNullable(MAPPER.readValue(content, type))
				.orElseThrow(() -> notUnderstood(name, "it is null")));
		}
		catch (JacksonException ex) {
			throw notUnderstood(name, ex.getOriginalMessage());
		}
	}

	private static DataAccessException denied(ObjectLocation location, ObjectUnavailableException refusal) {
		return new PermissionDeniedDataAccessException(
				"S3 forbids to read " + location
						+ "; it needs s3:GetObject, and s3:ListBucket to tell whether there is such an object",
				refusal);
	}

	/**
	 * Where only a part of the bucket may be listed, S3 also forbids to read what is not
	 * there; and not every store gives a reason for not finding it, which a proxy may
	 * have said as well.
	 */
	private void requireAbsent(ObjectLocation location, DataAccessException refusal) {
		try {
			if (this.requests.list(location.key(), null, null)
				.objects()
				.stream()
				.noneMatch((object) -> object.key().equals(location.key()))) {
				return;
			}
		}
		catch (PermissionDeniedDataAccessException | InvalidDataAccessResourceUsageException ex) {
			refusal.addSuppressed(ex);
		}
		throw refusal;
	}

	/**
	 * Makes the exception that tells of a word that cannot be understood.
	 */
	SweepStoppedException notUnderstood(String name, String why) {
		return new SweepStoppedException(location(name) + " was written by another version or is damaged (" + why
				+ "); remove it if all versions in use are the same");
	}

	void write(String name, Object word) {
		write(name, word, false);
	}

	/**
	 * Leaves a word where there is none, if the store honours that.
	 */
	void writeFirst(String name, Object word) {
		write(name, word, true);
	}

	private void write(String name, Object word, boolean onlyIfAbsent) {
		byte[] content = MAPPER.writeValueAsString(word).getBytes(StandardCharsets.UTF_8);
		CRC32C crc = new CRC32C();
		crc.update(content);
		this.requests.write(new ObjectUpload(location(name), () -> new ByteArrayInputStream(content), content.length,
				(int) crc.getValue(), JSON, null, Map.of(), onlyIfAbsent,
				new ObjectContext(this.target.entityType(), null, null)));
	}

}
