package io.github.s3backed.autoconfigure.entities;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * Inherits its S3-backed attribute.
 */
@DynamoDbBean
public class SubPage extends Page {

}
