package com.example.crawler.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * A page as it was fetched. What is small lies in the DynamoDB item; the HTML, the links
 * (a page may have thousands) and the cover image lie in S3.
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

	private int size;

	private Instant fetchedAt = Instant.EPOCH;

	private @Nullable String etag;

	private @Nullable String lastModified;

	@S3Backed(contentType = "text/html", key = "base64(url) + '.html'")
	private byte @Nullable [] html;

	@S3Backed
	private List<String> links = List.of();

	private @Nullable String coverImageUrl;

	private @Nullable String coverImageType;

	@S3Backed
	private byte @Nullable [] coverImage;

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

	public int getSize() {
		return this.size;
	}

	public void setSize(int size) {
		this.size = size;
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

	public byte @Nullable [] getHtml() {
		return this.html;
	}

	public void setHtml(byte @Nullable [] html) {
		this.html = html;
	}

	public List<String> getLinks() {
		return this.links;
	}

	public void setLinks(List<String> links) {
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

	public byte @Nullable [] getCoverImage() {
		return this.coverImage;
	}

	public void setCoverImage(byte @Nullable [] coverImage) {
		this.coverImage = coverImage;
	}

}
