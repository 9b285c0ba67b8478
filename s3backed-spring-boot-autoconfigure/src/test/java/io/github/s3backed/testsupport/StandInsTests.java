package io.github.s3backed.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the stand-ins to what the library relies on.
 */
@AwsTest
class StandInsTests {

	private final S3Client s3;

	private final DynamoDbClient dynamoDb;

	private final String bucket;

	private final String table;

	StandInsTests(AwsEnvironment aws) {
		this.s3 = aws.s3();
		this.dynamoDb = aws.dynamoDb();
		this.bucket = aws.bucket();
		this.table = aws.createTable(
				AttributeDefinition.builder().attributeName("id").attributeType(ScalarAttributeType.S).build());
	}

	@Test
	void anObjectOfFiveMegabytesComesBackUntilItIsDeleted() {
		byte[] content = new byte[5 * 1024 * 1024];
		new Random(1).nextBytes(content);
		this.s3.putObject((request) -> request.bucket(this.bucket).key("a/large one.bin").contentType("text/html"),
				RequestBody.fromBytes(content));
		var stored = this.s3.getObjectAsBytes((request) -> request.bucket(this.bucket).key("a/large one.bin"));
		assertThat(stored.asByteArrayUnsafe()).isEqualTo(content);
		assertThat(stored.response().contentType()).isEqualTo("text/html");
		this.s3.deleteObject((request) -> request.bucket(this.bucket).key("a/large one.bin"));
		assertThatExceptionOfType(NoSuchKeyException.class).isThrownBy(
				() -> this.s3.getObjectAsBytes((request) -> request.bucket(this.bucket).key("a/large one.bin")));
	}

	@Test
	void aReplacedItemComesBackWithTheReply() {
		put("replaced", "first", null);
		PutItemResponse response = put("replaced", "second", "attribute_exists(id)");
		assertThat(response.attributes()).containsEntry("v", AttributeValue.fromS("first"));
	}

	/**
	 * DynamoDB does, and DynamoDB Local; others leave it out, and the library reads it.
	 */
	@Test
	void aFailedConditionShowsTheItemAsItIsOrNone() {
		put("refused", "first", null);
		assertThatExceptionOfType(ConditionalCheckFailedException.class)
			.isThrownBy(() -> put("refused", "second", "attribute_not_exists(id)"))
			.satisfies((ex) -> assertThat(ex.item().getOrDefault("v", AttributeValue.fromS("first")))
				.isEqualTo(AttributeValue.fromS("first")));
	}

	@Test
	void anItemOverFourHundredKilobytesIsRefused() {
		assertThatExceptionOfType(DynamoDbException.class)
			.isThrownBy(() -> put("large", "x".repeat(400 * 1024 + 1), null))
			.withMessageContaining("Item size has exceeded the maximum allowed size");
	}

	@Test
	void deletingManyObjectsReportsEachKey() {
		List<String> keys = List.of("many/1", "many/2", "many/absent");
		putAll(keys.subList(0, 2));
		DeleteObjectsResponse response = this.s3.deleteObjects(
				(request) -> request.bucket(this.bucket).delete((delete) -> delete.objects(identifiers(keys))));
		assertThat(response.deleted()).extracting(DeletedObject::key).containsExactlyInAnyOrderElementsOf(keys);
		assertThat(response.errors()).isEmpty();
		assertThat(list("many/", 10)).isEmpty();
	}

	@Test
	void aListingIsPaged() {
		List<String> keys = IntStream.range(0, 25).mapToObj((i) -> "paged/%02d".formatted(i)).toList();
		putAll(keys);
		assertThat(list("paged/", 10)).containsExactlyElementsOf(keys);
	}

	private PutItemResponse put(String id, String value, String condition) {
		return this.dynamoDb.putItem((request) -> request.tableName(this.table)
			.item(Map.of("id", AttributeValue.fromS(id), "v", AttributeValue.fromS(value)))
			.conditionExpression(condition)
			.returnValues(ReturnValue.ALL_OLD)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
	}

	private void putAll(List<String> keys) {
		keys.forEach((key) -> this.s3.putObject((request) -> request.bucket(this.bucket).key(key),
				RequestBody.fromString(key)));
	}

	private List<String> list(String prefix, int pageSize) {
		List<String> keys = new ArrayList<>();
		for (ListObjectsV2Response page : this.s3
			.listObjectsV2Paginator((request) -> request.bucket(this.bucket).prefix(prefix).maxKeys(pageSize))) {
			assertThat(page.contents()).hasSizeLessThanOrEqualTo(pageSize);
			page.contents().stream().map(S3Object::key).forEach(keys::add);
		}
		return keys;
	}

	private List<ObjectIdentifier> identifiers(List<String> keys) {
		return keys.stream().map((key) -> ObjectIdentifier.builder().key(key).build()).toList();
	}

}
