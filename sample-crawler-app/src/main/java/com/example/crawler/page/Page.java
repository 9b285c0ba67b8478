package com.example.crawler.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import org.springframework.core.io.Resource;

/**
 * A page as it was fetched. What is small lies in the DynamoDB item; the HTML, the links
 * (a page may have thousands) and the cover image lie in S3, and are read from there when
 * they are asked for.
 */
@DynamoDbBean
public class Page {

	// DynamoDB's limit for a partition key.
	private static final int MAX_URL_LENGTH = 2048;

	private String url = "";

	private String site = "";

	private int status;

	private String title = "";

	private String contentType = "text/html";

	private String charset = "UTF-8";

	private int linkCount;

	private Instant fetchedAt = Instant.EPOCH;

	private @Nullable String etag;

	private @Nullable String lastModified;

	@S3Backed(contentType = "text/html", key = "base64(url) + '.html'", compression = Compression.GZIP)
	private @Nullable Resource html;

	@S3Backed
	private S3BackedValue<List<String>> links = S3BackedValue.of(List.of());

	private @Nullable String coverImageUrl;

	private @Nullable String coverImageType;

	// Not compressed, as resources are by default: images are already, and so a part of
	// one
	// is a range of its object.
	@S3Backed
	private @Nullable Resource coverImage;

	/**
	 * Tells whether a page can be stored under a URL of this length.
	 * @param url the URL
	 * @return whether it is short enough
	 */
	public static boolean isUrlLength(String url) {
		return url.getBytes(StandardCharsets.UTF_8).length <= MAX_URL_LENGTH;
	}

	@DynamoDbPartitionKey
	public String getUrl() {
		return this.url;
	}

	public void setUrl(String url) {
		this.url = url;
	}

	public String getSite() {
		return this.site;
	}

	public void setSite(String site) {
		this.site = site;
	}

	public int getStatus() {
		return this.status;
	}

	public void setStatus(int status) {
		this.status = status;
	}

	public String getTitle() {
		return this.title;
	}

	public void setTitle(String title) {
		this.title = title;
	}

	public String getContentType() {
		return this.contentType;
	}

	public void setContentType(String contentType) {
		this.contentType = contentType;
	}

	public String getCharset() {
		return this.charset;
	}

	public void setCharset(String charset) {
		this.charset = charset;
	}

	public int getLinkCount() {
		return this.linkCount;
	}

	public void setLinkCount(int linkCount) {
		this.linkCount = linkCount;
	}

	public Instant getFetchedAt() {
		return this.fetchedAt;
	}

	public void setFetchedAt(Instant fetchedAt) {
		this.fetchedAt = fetchedAt;
	}

	public @Nullable String getEtag() {
		return this.etag;
	}

	public void setEtag(@Nullable String etag) {
		this.etag = etag;
	}

	public @Nullable String getLastModified() {
		return this.lastModified;
	}

	public void setLastModified(@Nullable String lastModified) {
		this.lastModified = lastModified;
	}

	public @Nullable Resource getHtml() {
		return this.html;
	}

	public void setHtml(@Nullable Resource html) {
		this.html = html;
	}

	public S3BackedValue<List<String>> getLinks() {
		return this.links;
	}

	public void setLinks(S3BackedValue<List<String>> links) {
		this.links = links;
	}

	public @Nullable String getCoverImageUrl() {
		return this.coverImageUrl;
	}

	public void setCoverImageUrl(@Nullable String coverImageUrl) {
		this.coverImageUrl = coverImageUrl;
	}

	public @Nullable String getCoverImageType() {
		return this.coverImageType;
	}

	public void setCoverImageType(@Nullable String coverImageType) {
		this.coverImageType = coverImageType;
	}

	public @Nullable Resource getCoverImage() {
		return this.coverImage;
	}

	public void setCoverImage(@Nullable Resource coverImage) {
		this.coverImage = coverImage;
	}

}
