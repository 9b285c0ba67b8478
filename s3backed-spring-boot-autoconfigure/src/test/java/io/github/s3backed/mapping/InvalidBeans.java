package io.github.s3backed.mapping;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbIgnore;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbImmutable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * Beans and immutables whose mapping is wrong.
 */
final class InvalidBeans {

	private InvalidBeans() {
	}

	public static class Identified {

		private @Nullable String id;

		@DynamoDbPartitionKey
		public @Nullable String getId() {
			return this.id;
		}

		public void setId(@Nullable String id) {
			this.id = id;
		}

	}

	@DynamoDbBean
	public abstract static class AbstractBean extends Identified {

	}

	@DynamoDbBean
	public static class NoSetter extends Identified {

		@S3Backed
		private @Nullable String body;

		public @Nullable String getBody() {
			return this.body;
		}

	}

	@DynamoDbBean
	public static class NoAccessors extends Identified {

		@S3Backed
		@Nullable String body;

	}

	@DynamoDbBean
	public static class IgnoredProperty extends Identified {

		private @Nullable String body;

		@S3Backed
		@DynamoDbIgnore
		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

	}

	@DynamoDbBean
	public static class Innermost {

		@S3Backed
		private @Nullable String body;

		public @Nullable String getBody() {
			return this.body;
		}

		public void setBody(@Nullable String body) {
			this.body = body;
		}

	}

	@DynamoDbBean
	public static class Middle {

		private @Nullable Innermost innermost;

		public @Nullable Innermost getInnermost() {
			return this.innermost;
		}

		public void setInnermost(@Nullable Innermost innermost) {
			this.innermost = innermost;
		}

	}

	@DynamoDbBean
	public static class NestedTwice extends Identified {

		private @Nullable Middle inner;

		public @Nullable Middle getInner() {
			return this.inner;
		}

		public void setInner(@Nullable Middle inner) {
			this.inner = inner;
		}

	}

	@DynamoDbImmutable(builder = BrokenImmutable.Builder.class)
	public static final class BrokenImmutable {

		@DynamoDbPartitionKey
		public String id() {
			return "";
		}

		public static final class Builder {

			public Builder id(String id) {
				return this;
			}

		}

	}

	@DynamoDbImmutable(builder = IgnoredImmutable.Builder.class)
	public static final class IgnoredImmutable {

		@DynamoDbPartitionKey
		public String id() {
			return "";
		}

		@S3Backed
		@DynamoDbIgnore
		public String body() {
			return "";
		}

		public static final class Builder {

			public Builder id(String id) {
				return this;
			}

			public IgnoredImmutable build() {
				return new IgnoredImmutable();
			}

		}

	}

}
