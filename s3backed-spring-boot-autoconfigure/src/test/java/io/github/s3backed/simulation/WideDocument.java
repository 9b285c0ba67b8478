package io.github.s3backed.simulation;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * The entity of the simulation as another release of the application has it, with one
 * more attribute in S3.
 */
@DynamoDbBean
public class WideDocument extends Document {

	static final String SUMMARY = "summary";

	private @Nullable String summary;

	@S3Backed
	public @Nullable String getSummary() {
		return this.summary;
	}

	public void setSummary(@Nullable String summary) {
		this.summary = summary;
	}

}
