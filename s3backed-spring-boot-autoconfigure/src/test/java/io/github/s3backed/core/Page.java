package io.github.s3backed.core;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * A bean with the annotation on its fields.
 */
@DynamoDbBean
public class Page {

	private @Nullable String url;

	private @Nullable String title;

	private @Nullable Instant crawledAt;

	@S3Backed(contentType = "text/html", key = "base64(url) + \".html\"")
	private @Nullable String html;

	@S3Backed
	private byte @Nullable [] coverImage;

	@S3Backed
	private @Nullable List<Link> links;

	public record Link(String href, int position) {
	}

	public static Page of(String url, @Nullable String html) {
		Page page = new Page();
		page.setUrl(url);
		page.setHtml(html);
		return page;
	}

	@DynamoDbPartitionKey
	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getTitle() {
		return this.title;
	}

	public void setTitle(@Nullable String title) {
		this.title = title;
	}

	public @Nullable Instant getCrawledAt() {
		return this.crawledAt;
	}

	public void setCrawledAt(@Nullable Instant crawledAt) {
		this.crawledAt = crawledAt;
	}

	public @Nullable String getHtml() {
		return this.html;
	}

	public void setHtml(@Nullable String html) {
		this.html = html;
	}

	public byte @Nullable [] getCoverImage() {
		return this.coverImage;
	}

	public void setCoverImage(byte @Nullable [] coverImage) {
		this.coverImage = coverImage;
	}

	public @Nullable List<Link> getLinks() {
		return this.links;
	}

	public void setLinks(@Nullable List<Link> links) {
		this.links = links;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Page that && Objects.equals(this.url, that.url)
				&& Objects.equals(this.title, that.title) && Objects.equals(this.crawledAt, that.crawledAt)
				&& Objects.equals(this.html, that.html) && Objects.deepEquals(this.coverImage, that.coverImage)
				&& Objects.equals(this.links, that.links);
	}

	@Override
	public int hashCode() {
		return Objects.hashCode(this.url);
	}

	@Override
	public String toString() {
		return "Page[" + this.url + "]";
	}

}
