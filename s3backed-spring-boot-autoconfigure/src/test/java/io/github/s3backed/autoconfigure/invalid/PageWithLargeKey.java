package io.github.s3backed.autoconfigure.invalid;

import io.github.s3backed.S3Backed;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

/**
 * Cannot be mapped: a key has to be in the item.
 */
@DynamoDbBean
public class PageWithLargeKey {

	private String url;

	@S3Backed
	@DynamoDbPartitionKey
	public String getUrl() {
		return this.url;
	}

	public void setUrl(String url) {
		this.url = url;
	}

}
