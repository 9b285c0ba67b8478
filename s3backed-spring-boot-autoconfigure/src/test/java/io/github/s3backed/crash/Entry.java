package io.github.s3backed.crash;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * An entity that tells the write it comes from in its item and in its objects.
 */
public abstract class Entry {

	private @Nullable String id;

	private @Nullable Long write;

	@S3Backed
	private @Nullable String text;

	@S3Backed(compression = Compression.GZIP)
	private byte @Nullable [] image;

	@DynamoDbPartitionKey
	public @Nullable String getId() {
		return this.id;
	}

	public void setId(@Nullable String id) {
		this.id = id;
	}

	public @Nullable Long getWrite() {
		return this.write;
	}

	public void setWrite(@Nullable Long write) {
		this.write = write;
	}

	public @Nullable String getText() {
		return this.text;
	}

	public void setText(@Nullable String text) {
		this.text = text;
	}

	public byte @Nullable [] getImage() {
		return this.image;
	}

	public void setImage(byte @Nullable [] image) {
		this.image = image;
	}

}
