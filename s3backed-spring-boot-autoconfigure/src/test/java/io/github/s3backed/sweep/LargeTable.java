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
import java.util.function.IntPredicate;

import io.github.s3backed.Compression;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.pointer.Token;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bucket and a table with more objects than a stand-in can hold in good time: items
 * with objects, some of which were replaced and left behind. Items are made when they are
 * asked for.
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

	private final Map<String, byte[]> words = WordsInS3.none();

	private IntPredicate present = (item) -> true;

	/** Which of their objects items point to. */
	private int generation = 1;

	private final List<String> attributes;

	LargeTable(int items, int garbage) {
		this(items, garbage, "text", "more");
	}

	/**
	 * Creates a table.
	 * @param items how many items there are, each with one object for each attribute
	 * @param garbage how many objects were replaced and left behind
	 */
	LargeTable(int items, int garbage, String... attributes) {
		this.attributes = List.of(attributes);
		for (int item = 0; item < items; item++) {
			for (String attribute : attributes) {
				this.keys.add(key(item, attribute, 1));
			}
		}
		for (int item = 0; item < garbage; item++) {
			this.keys.add(key(item, "text", 0));
		}
	}

	private String key(int item, String attribute, int generation) {
		return this.format.format(TABLE, owner(item), attribute, new Token(new UUID(0x7000L, generation)), null);
	}

	private static PrimaryKey owner(int item) {
		return new PrimaryKey(AttributeValue.fromN(Integer.toString(item)), null);
	}

	/**
	 * Takes items away.
	 */
	void lose(IntPredicate lost) {
		this.present = lost.negate();
	}

	/**
	 * Lets the table be another one, with items of the same keys.
	 */
	void becomeAnother() {
		this.generation = 2;
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

	S3BackedSweeper sweeper() {
		DynamoDbClient dynamoDb = dynamoDb();
		S3BackedMappingContext mappingContext = new S3BackedMappingContext(
				DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb).build(), (type) -> TABLE,
				JsonMapper.builder().build(), Compression.NONE, null);
		return new S3BackedSweeper(s3(), dynamoDb, mappingContext, S3BackedSettings.forBucket(BUCKET));
	}

	S3Client s3() {
		return new S3(this.words);
	}

	DynamoDbClient dynamoDb() {
		return new DynamoDb();
	}

	private final class S3 extends WordsInS3 {

		private S3(Map<String, byte[]> words) {
			super(words);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			count("ListObjectsV2");
			KeyListing listing = KeyListing.of(LargeTable.this.keys, request, 1000);
			ListObjectsV2Response.Builder response = listing.response()
				.contents(listing.keys()
					.stream()
					.map((key) -> S3Object.builder().key(key).size(10L).lastModified(LONG_AGO).build())
					.toList());
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

	}

	private final class DynamoDb implements DynamoDbClient {

		@Override
		public DescribeTableResponse describeTable(DescribeTableRequest request) {
			count("DescribeTable");
			return DescribeTableResponse.builder().table((table) -> table.tableId("id of " + TABLE)).build();
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			count("BatchGetItem");
			return BatchGetItemResponse.builder()
				.responses(Map.of(TABLE,
						request.requestItems()
							.get(TABLE)
							.keys()
							.stream()
							.map((key) -> Integer.parseInt(key.get("id").n()))
							.filter(LargeTable.this.present::test)
							.map(this::item)
							.toList()))
				.build();
		}

		private Map<String, AttributeValue> item(int item) {
			Map<String, AttributeValue> attributes = new HashMap<>();
			attributes.put("id", AttributeValue.fromN(Integer.toString(item)));
			LargeTable.this.attributes
				.forEach((name) -> attributes.put(name, pointer(key(item, name, LargeTable.this.generation))));
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
