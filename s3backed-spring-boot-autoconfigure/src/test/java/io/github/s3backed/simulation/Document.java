package io.github.s3backed.simulation;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/**
 * The entity of the simulation, without a version.
 */
@DynamoDbBean
public class Document {

	private String id = "";

	private String part = "";

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

	@DynamoDbSortKey
	public String getPart() {
		return this.part;
	}

	public void setPart(String part) {
		this.part = part;
	}

	void setKey(ItemKey key) {
		setId(ItemKey.PARTITION);
		setPart(key.sort());
	}

	boolean isOf(ItemKey key) {
		return this.part.equals(key.sort());
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
