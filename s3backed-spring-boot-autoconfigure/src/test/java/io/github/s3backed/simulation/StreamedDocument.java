package io.github.s3backed.simulation;

import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import org.springframework.core.io.Resource;

/**
 * The same items as those of {@link Document}, whose contents are read when they are
 * asked for, and streamed.
 */
@DynamoDbBean
public class StreamedDocument {

	private String id = "";

	private String part = "";

	private @Nullable String title;

	private @Nullable S3BackedValue<String> html;

	private @Nullable Resource image;

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

	public @Nullable String getTitle() {
		return this.title;
	}

	public void setTitle(@Nullable String title) {
		this.title = title;
	}

	@S3Backed
	public @Nullable S3BackedValue<String> getHtml() {
		return this.html;
	}

	public void setHtml(@Nullable S3BackedValue<String> html) {
		this.html = html;
	}

	@S3Backed
	public @Nullable Resource getImage() {
		return this.image;
	}

	public void setImage(@Nullable Resource image) {
		this.image = image;
	}

}
