package io.github.s3backed.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.mapping.S3BackedPersistentEntity;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.Answer;
import io.github.s3backed.store.ItemStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Settles writes whose outcome was unknown when their callers were told.
 */
final class WriteResolver {

	private final ItemStore items;

	private final S3BackedSettings settings;

	WriteResolver(ItemStore items, S3BackedSettings settings) {
		this.items = items;
		this.settings = settings;
	}

	WriteResolution resolve(S3BackedPersistentEntity<?> entity, PrimaryKey key, Token token) {
		Answer<Optional<Map<String, AttributeValue>>> answer = this.items.read(entity.tableName(),
				entity.tableKey().toMap(key), List.of(WriteRecord.ATTRIBUTE), null);
		Map<String, AttributeValue> item = answer.content().orElse(Map.of());
		if (record(entity, key, item).filter((record) -> record.shows(token.stored()) || record.shows(token))
			.isPresent()) {
			return WriteResolution.APPLIED;
		}
		return isPast(token, answer.date()) ? WriteResolution.NOT_APPLIED : WriteResolution.UNDECIDED;
	}

	/**
	 * Tells whether no request of a write can arrive any more. Only the services' clock
	 * tells: neither the writer's clock nor ours may be right.
	 */
	private boolean isPast(Token token, @Nullable Instant date) {
		return date != null && token.isTimed()
				&& Duration.between(token.time(), date).compareTo(this.settings.writes().latestCommit()) > 0;
	}

	private static Optional<WriteRecord> record(S3BackedPersistentEntity<?> entity, PrimaryKey key,
			Map<String, AttributeValue> item) {
		return Optional.ofNullable(PredecessorReader.record(entity, key, item));
	}

}
