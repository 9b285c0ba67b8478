package io.github.s3backed.sweep;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import io.github.s3backed.Compression;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.pointer.Token;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket and a table with more objects than a stand-in can hold in good time: items
 * with two objects each, some of which were replaced and left behind. Items are made when
 * they are asked for.
 */
final class LargeTable {

	private static final String BUCKET = "bucket";

	private static final String TABLE = "notes";

	private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

	private static final Instant LONG_AGO = NOW.minusSeconds(30 * 24 * 3600);

	private static final SdkBytes SHA256 = Sha256.of(new byte[0]);

	private final ObjectKeyFormat format = new ObjectKeyFormat("");

	private final NavigableSet<String> keys = new TreeSet<>();

	private final Map<String, Long> requests = new TreeMap<>();

	LargeTable(int items, int garbage) {
		for (int item = 0; item < items; item++) {
			this.keys.add(key(item, "text", 1));
			this.keys.add(key(item, "more", 1));
			if (item < garbage) {
				this.keys.add(key(item, "text", 0));
			}
		}
	}

	private String key(int item, String attribute, int generation) {
		return this.format.format(TABLE, owner(item), attribute, new Token(new UUID(0x7000L, generation)), null);
	}

	private static PrimaryKey owner(int item) {
		return new PrimaryKey(AttributeValue.fromN(Integer.toString(item)), null);
	}

	Map<String, Long> requests() {
		return this.requests;
	}

	int size() {
		return this.keys.size();
	}

	private void count(String operation) {
		this.requests.merge(operation, 1L, Long::sum);
	}

	S3Client s3() {
		return new S3();
	}

	DynamoDbClient dynamoDb() {
		return new DynamoDb();
	}

	private final class S3 implements S3Client {

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			count("ListObjectsV2");
			String after = (request.continuationToken() != null) ? request.continuationToken() : request.prefix();
			List<String> found = LargeTable.this.keys.tailSet(after, false)
				.stream()
				.takeWhile((key) -> key.startsWith(request.prefix()))
				.limit(1001)
				.toList();
			boolean truncated = found.size() > 1000;
			ListObjectsV2Response.Builder response = ListObjectsV2Response.builder()
				.contents(found.stream()
					.limit(1000)
					.map((key) -> S3Object.builder().key(key).size(10L).lastModified(LONG_AGO).build())
					.toList())
				.isTruncated(truncated)
				.nextContinuationToken(truncated ? found.get(999) : null);
			response.sdkHttpResponse(SdkHttpResponse.builder()
				.statusCode(200)
				.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(NOW.atOffset(ZoneOffset.UTC)))
				.build());
			return response.build();
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			count("DeleteObjects");
			request.delete().objects().forEach((object) -> LargeTable.this.keys.remove(object.key()));
			return DeleteObjectsResponse.builder().build();
		}

		@Override
		public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
			return ListMultipartUploadsResponse.builder().isTruncated(false).build();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

	private final class DynamoDb implements DynamoDbClient {

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			count("BatchGetItem");
			return BatchGetItemResponse.builder()
				.responses(Map.of(TABLE,
						request.requestItems()
							.get(TABLE)
							.keys()
							.stream()
							.map((key) -> item(Integer.parseInt(key.get("id").n())))
							.toList()))
				.build();
		}

		private Map<String, AttributeValue> item(int item) {
			Map<String, AttributeValue> attributes = new HashMap<>();
			attributes.put("id", AttributeValue.fromN(Integer.toString(item)));
			List.of("text", "more").forEach((name) -> attributes.put(name, pointer(key(item, name, 1))));
			return attributes;
		}

		private static AttributeValue pointer(String key) {
			return new Pointer(new ObjectLocation(BUCKET, key), 10, 10, SHA256, Compression.NONE, "text/plain")
				.toAttributeValue();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
