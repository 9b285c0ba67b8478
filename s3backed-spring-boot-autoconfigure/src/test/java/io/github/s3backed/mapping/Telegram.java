package io.github.s3backed.mapping;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedStorage;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * An abstract class whose builder implements it, as generators do.
 */
@S3BackedStorage(bucket = "telegrams")
@DynamoDbImmutable(builder = Telegram.Builder.class)
public abstract class Telegram {

	@DynamoDbPartitionKey
	public abstract @Nullable String id();

	@S3Backed
	public abstract @Nullable String text();

	public static Builder builder() {
		return new Builder();
	}

	public static final class Builder {

		private @Nullable String id;

		private @Nullable String text;

		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		public Builder text(@Nullable String text) {
			this.text = text;
			return this;
		}

		public Telegram build() {
			return new Written(this.id, this.text);
		}

	}

	private static final class Written extends Telegram {

		private final @Nullable String id;

		private final @Nullable String text;

		Written(@Nullable String id, @Nullable String text) {
			this.id = id;
			this.text = text;
		}

		@Override
		public @Nullable String id() {
			return this.id;
		}

		@Override
		public @Nullable String text() {
			return this.text;
		}

	}

}
