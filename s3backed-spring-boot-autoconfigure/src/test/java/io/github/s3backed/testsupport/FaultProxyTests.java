package io.github.s3backed.testsupport;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link FaultProxy}, with clients that do not retry.
 */
@AwsTest(value = AwsBackend.IN_PROCESS, because = "it tests the proxy by what the stand-ins answer")
class FaultProxyTests {

	private static final String ANY_KEY = "/[^/]+/.+";

	private final AwsEnvironment aws;

	private final FaultProxy s3Proxy;

	private final FaultProxy dynamoDbProxy;

	private final S3Client s3;

	private final DynamoDbClient dynamoDb;

	FaultProxyTests(AwsEnvironment aws) {
		this.aws = aws;
		this.s3Proxy = FaultProxy.start(aws.endpoints().s3());
		this.dynamoDbProxy = FaultProxy.start(aws.endpoints().dynamoDb());
		AwsEndpoints proxies = AwsEndpoints.ofStandIns(this.s3Proxy.endpoint(), this.dynamoDbProxy.endpoint());
		this.s3 = proxies.s3ClientBuilder()
			.overrideConfiguration((configuration) -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
		this.dynamoDb = proxies.dynamoDbClientBuilder()
			.overrideConfiguration((configuration) -> configuration.retryStrategy(DefaultRetryStrategy.doNotRetry()))
			.build();
	}

	@AfterEach
	void stop() throws IOException {
		this.s3.close();
		this.dynamoDb.close();
		this.s3Proxy.close();
		this.dynamoDbProxy.close();
	}

	@Test
	void requestsPassUntouchedWithoutARule() {
		byte[] content = "x".repeat(3_000_000).getBytes();
		put("large", content);
		assertThat(get("large")).isEqualTo(content);
		assertThat(this.s3Proxy.requests()).extracting(ProxiedRequest::method).containsExactly("PUT", "GET");
	}

	@Test
	void anErrorIsReportedOnceAndTheServiceSeesNothing() {
		this.s3Proxy.next(ProxiedRequest.http("PUT", ANY_KEY), Fault.s3Error(503, "SlowDown"));
		assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> put("a", "x"))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("SlowDown"))
			.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(503));
		assertThat(this.aws.objectSizes()).isEmpty();
		put("a", "x");
		assertThat(this.aws.objectSizes()).containsOnlyKeys("a");
	}

	@Test
	void anErrorIsReportedWithASuccessfulStatus() {
		this.s3Proxy.next(ProxiedRequest.http("POST", "/[^/]+/?\\?delete.*"), Fault.s3Error(200, "InternalError"));
		assertThatExceptionOfType(S3Exception.class)
			.isThrownBy(() -> this.s3.deleteObjects((request) -> request.bucket(this.aws.bucket())
				.delete((delete) -> delete.objects(ObjectIdentifier.builder().key("a").build()))))
			.satisfies((ex) -> assertThat(ex.awsErrorDetails().errorCode()).isEqualTo("InternalError"));
	}

	@Test
	void theNthMatchingRequestIsChosenByOperation() {
		String table = createTable();
		this.dynamoDbProxy.nth(2, ProxiedRequest.operation("PutItem"), Fault.dynamoDbError(500, "InternalServerError"));
		putItem(table, "1");
		assertThat(this.dynamoDb.scan((request) -> request.tableName(table)).count()).isEqualTo(1);
		assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(() -> putItem(table, "2"));
		putItem(table, "3");
		assertThat(this.aws.items(table)).extracting((item) -> item.get("id").s()).containsExactlyInAnyOrder("1", "3");
	}

	@Test
	void aConnectionIsResetBeforeTheServiceSeesTheRequest() {
		String table = createTable();
		this.dynamoDbProxy.always(ProxiedRequest.operation("PutItem"), Fault.connectionReset());
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> putItem(table, "1"));
		assertThat(this.aws.items(table)).isEmpty();
	}

	@Test
	void aReplyIsLostAfterTheServiceDidAsItWasTold() {
		String table = createTable();
		this.dynamoDbProxy.next(ProxiedRequest.operation("PutItem"), Fault.replyLost());
		assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> putItem(table, "1"));
		assertThat(this.aws.items(table)).hasSize(1);
	}

	@Test
	void aDownloadIsTruncated() {
		put("a", "0123456789");
		this.s3Proxy.next(ProxiedRequest.http("GET", ANY_KEY), Fault.truncated(5));
		assertThatThrownBy(() -> get("a")).isInstanceOf(SdkClientException.class);
	}

	@Test
	void aDownloadStallsUntilTheClientGivesUp() {
		put("a", "0123456789");
		this.s3Proxy.next(ProxiedRequest.http("GET", ANY_KEY), Fault.stalled(5));
		assertThatExceptionOfType(ApiCallTimeoutException.class)
			.isThrownBy(() -> this.s3.getObjectAsBytes((request) -> request.bucket(this.aws.bucket())
				.key("a")
				.overrideConfiguration((override) -> override.apiCallTimeout(Duration.ofMillis(500)))));
	}

	@Test
	void aDelayedRequestArrives() {
		this.s3Proxy.next(ProxiedRequest.http("PUT", ANY_KEY), Fault.delayed(Duration.ofMillis(50)));
		put("a", "x");
		assertThat(this.aws.objectSizes()).containsOnlyKeys("a");
	}

	@Test
	void aRequestArrivesAfterTheClientGaveUp() {
		CountDownLatch gate = new CountDownLatch(1);
		String table = createTable();
		this.dynamoDbProxy.next(ProxiedRequest.operation("PutItem"), Fault.heldUntil(gate));
		assertThatExceptionOfType(ApiCallTimeoutException.class)
			.isThrownBy(() -> this.dynamoDb.putItem((request) -> request.tableName(table)
				.item(Map.of("id", AttributeValue.fromS("1")))
				.overrideConfiguration((override) -> override.apiCallTimeout(Duration.ofMillis(500)))));
		assertThat(this.aws.items(table)).isEmpty();
		gate.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(this.aws.items(table)).hasSize(1));
	}

	@Test
	void afterTheProxyIsQuietNothingThatAClientHasLeftBehindArrives() throws IOException {
		String table = createTable();
		this.dynamoDbProxy.next(ProxiedRequest.operation("PutItem"), Fault.delayed(Duration.ofSeconds(1)));
		assertThatExceptionOfType(ApiCallTimeoutException.class)
			.isThrownBy(() -> this.dynamoDb.putItem((request) -> request.tableName(table)
				.item(Map.of("id", AttributeValue.fromS("1")))
				.overrideConfiguration((override) -> override.apiCallTimeout(Duration.ofMillis(500)))));
		this.dynamoDbProxy.awaitQuiet();
		assertThat(this.aws.items(table)).hasSize(1);
	}

	private String createTable() {
		return this.aws.createTable(
				AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build());
	}

	private void putItem(String table, String id) {
		this.dynamoDb.putItem((request) -> request.tableName(table).item(Map.of("id", AttributeValue.fromS(id))));
	}

	private void put(String key, String content) {
		put(key, content.getBytes());
	}

	private void put(String key, byte[] content) {
		this.s3.putObject((request) -> request.bucket(this.aws.bucket()).key(key), RequestBody.fromBytes(content));
	}

	private byte[] get(String key) {
		return this.s3.getObjectAsBytes((request) -> request.bucket(this.aws.bucket()).key(key)).asByteArray();
	}

}
