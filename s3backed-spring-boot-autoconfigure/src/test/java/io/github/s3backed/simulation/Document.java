package io.github.s3backed.simulation;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * The entity of the simulation, without a version.
 */
@DynamoDbBean
public class Document {

	private String id = "";

	private @Nullable String title;

	private @Nullable String html;

	private byte @Nullable [] image;

	@DynamoDbPartitionKey
	public String getId() {
		return this.id;
	}

	public void setId(String id) {
		this.id = id;
	}

	public @Nullable String getTitle() {
		return this.title;
	}

	public void setTitle(@Nullable String title) {
		this.title = title;
	}

	@S3Backed
	public @Nullable String getHtml() {
		return this.html;
	}

	public void setHtml(@Nullable String html) {
		this.html = html;
	}

	@S3Backed
	public byte @Nullable [] getImage() {
		return this.image;
	}

	public void setImage(byte @Nullable [] image) {
		this.image = image;
	}

}
