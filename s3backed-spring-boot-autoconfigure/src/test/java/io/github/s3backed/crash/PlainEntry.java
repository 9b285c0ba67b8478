package io.github.s3backed.crash;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/**
 * An entry of which the last writer wins.
 */
@DynamoDbBean
public class PlainEntry extends Entry {

}
