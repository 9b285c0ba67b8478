package io.github.s3backed.autoconfigure.entities;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * What looks like an entity and is none.
 */
public final class NotEntities {

	private NotEntities() {
	}

	public record PlainRecord(String id) {
	}

	@DynamoDbBean
	public static class PlainBean {

	}

	@DynamoDbBean
	public abstract static class AbstractBean {

		@S3Backed
		private String html;

	}

	public static class NotAnnotated {

		@S3Backed
		private String html;

	}

}
