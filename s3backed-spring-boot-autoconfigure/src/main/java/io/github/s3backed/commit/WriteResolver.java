package io.github.s3backed.commit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.mapping.S3BackedEntity;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ItemStore;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Settles writes whose outcome was unknown when their callers were told.
 */
final class WriteResolver {

	private final ItemStore items;

	private final S3BackedSettings settings;

	private final Clock clock;

	WriteResolver(ItemStore items, S3BackedSettings settings, Clock clock) {
		this.items = items;
		this.settings = settings;
		this.clock = clock;
	}

	WriteResolution resolve(S3BackedEntity<?> entity, PrimaryKey key, Token token) {
		Instant before = this.clock.instant();
		Map<String, AttributeValue> item = this.items
			.get(entity.tableName(), entity.tableKey().toMap(key), List.of(WriteRecord.ATTRIBUTE))
			.orElse(Map.of());
		if (record(entity, key, item).filter((record) -> record.shows(token)).isPresent()) {
			return WriteResolution.APPLIED;
		}
		Duration age = Duration.between(token.time(), before);
		return (age.compareTo(this.settings.writes().latestCommit()) > 0) ? WriteResolution.NOT_APPLIED
				: WriteResolution.UNDECIDED;
	}

	private static Optional<WriteRecord> record(S3BackedEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		return Optional.ofNullable(Predecessors.record(entity, key, item));
	}

}
