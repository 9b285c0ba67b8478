package io.github.s3backed.autoconfigure.entities;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

@DynamoDbImmutable(builder = Letter.Builder.class)
public abstract class Letter {

	@DynamoDbPartitionKey
	public abstract String id();

	@S3Backed
	public abstract String text();

	public static Builder builder() {
		return new Builder();
	}

	public static final class Builder {

		private String id;

		private String text;

		public Builder id(String id) {
			this.id = id;
			return this;
		}

		public Builder text(String text) {
			this.text = text;
			return this;
		}

		public Letter build() {
			String id = this.id;
			String text = this.text;
			return new Letter() {

				@Override
				public String id() {
					return id;
				}

				@Override
				public String text() {
					return text;
				}

			};
		}

	}

}
