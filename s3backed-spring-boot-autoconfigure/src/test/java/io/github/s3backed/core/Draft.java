package io.github.s3backed.core;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.extensions.annotations.DynamoDbVersionAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * A bean with a version.
 */
@DynamoDbBean
public class Draft {

	private @Nullable String id;

	private @Nullable Long version;

	@S3Backed
	private @Nullable String text;

	static Draft of(String text, @Nullable Long version) {
		Draft draft = new Draft();
		draft.setId("draft");
		draft.setText(text);
		draft.setVersion(version);
		return draft;
	}

	@DynamoDbPartitionKey
	public @Nullable String getId() {
		return this.id;
	}

	public void setId(@Nullable String id) {
		this.id = id;
	}

	@DynamoDbVersionAttribute
	public @Nullable Long getVersion() {
		return this.version;
	}

	public void setVersion(@Nullable Long version) {
		this.version = version;
	}

	public @Nullable String getText() {
		return this.text;
	}

	public void setText(@Nullable String text) {
		this.text = text;
	}

}
