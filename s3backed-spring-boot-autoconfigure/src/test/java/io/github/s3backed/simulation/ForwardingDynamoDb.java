package io.github.s3backed.simulation;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Passes everything on, for bugs to change some of it.
 */
class ForwardingDynamoDb implements DynamoDbClient {

	private final DynamoDbClient client;

	ForwardingDynamoDb(DynamoDbClient client) {
		this.client = client;
	}

	@Override
	public DescribeTableResponse describeTable(DescribeTableRequest request) {
		return this.client.describeTable(request);
	}

	@Override
	public GetItemResponse getItem(GetItemRequest request) {
		return this.client.getItem(request);
	}

	@Override
	public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
		return this.client.batchGetItem(request);
	}

	@Override
	public ScanResponse scan(ScanRequest request) {
		return this.client.scan(request);
	}

	@Override
	public PutItemResponse putItem(PutItemRequest request) {
		return this.client.putItem(request);
	}

	@Override
	public DeleteItemResponse deleteItem(DeleteItemRequest request) {
		return this.client.deleteItem(request);
	}

	@Override
	public String serviceName() {
		return SERVICE_NAME;
	}

	@Override
	public void close() {
	}

}
