package io.github.s3backed.commit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.WriteResolution;
import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.Answer;
import io.github.s3backed.store.ItemStore;
import org.jspecify.annotations.Nullable;

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

	WriteResolution resolve(ItemId id, Token token) {
		Answer<StoredItem> answer = this.items.read(id, List.of(WriteRecord.ATTRIBUTE), null);
		if (answer.content()
			.writeRecord()
			.filter((record) -> record.shows(token.stored()) || record.shows(token))
			.isPresent()) {
			return WriteResolution.APPLIED;
		}
		return isPast(token, answer.date()) ? WriteResolution.NOT_APPLIED : WriteResolution.UNDECIDED;
	}

	/**
	 * Tells whether no request of a write can arrive any more. Only DynamoDB's clock
	 * tells: neither the writer's clock nor ours may be right.
	 */
	private boolean isPast(Token token, @Nullable Instant date) {
		return date != null && token.isTimed()
				&& Duration.between(token.time(), date).compareTo(this.settings.writes().latestCommit()) > 0;
	}

}
