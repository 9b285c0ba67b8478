package io.github.s3backed.store;

import java.time.Duration;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Tells what tables are like, by {@code DescribeTable}.
 */
public final class TableCatalog {

	/**
	 * A look at a table must not hold up a start for as long as the client would retry.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final DynamoDbClient client;

	private final RequestExecutor requests;

	/**
	 * Creates the catalog.
	 * @param client the client
	 * @param requests makes its calls
	 */
	public TableCatalog(DynamoDbClient client, RequestExecutor requests) {
		this.client = client;
		this.requests = requests;
	}

	/**
	 * Describes a table.
	 * @param table the table's name
	 * @return what DynamoDB says of it
	 * @throws org.springframework.dao.DataAccessException if it does not say, in five
	 * seconds at the latest
	 */
	public TableDescription describe(String table) {
		DescribeTableRequest request = DescribeTableRequest.builder()
			.tableName(table)
			.overrideConfiguration((it) -> it.apiCallTimeout(TIMEOUT))
			.build();
		TableDescription description = this.requests.execute(AwsErrors.table(table), "DescribeTable",
				() -> this.client.describeTable(request).table());
		if (description == null) {
			throw AwsErrors.notDescribed(table);
		}
		return description;
	}

}
