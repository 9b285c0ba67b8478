package io.github.s3backed.sweep;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.s3backed.Compression;
import io.github.s3backed.ObjectRequestCustomizer;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.observation.S3BackedMetrics;
import io.github.s3backed.pointer.ObjectKeyFormat;
import io.github.s3backed.pointer.ObjectLocation;
import io.github.s3backed.pointer.Pointer;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.store.ObjectCustomizers;
import io.github.s3backed.store.RequestExecutor;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bucket and a table in memory, for what stand-ins do not let happen: a listing without
 * a date, an item that changes between two looks, a key that cannot be removed.
 */
final class SmallTable {

	static final String NAME = "notes";

	static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

	static final ObjectKeyFormat FORMAT = new ObjectKeyFormat("");

	private static final String BUCKET = "bucket";

	final NavigableMap<String, Instant> objects = new TreeMap<>();

	final Map<String, Map<String, String>> metadata = new HashMap<>();

	final List<MultipartUpload> uploads = new ArrayList<>();

	final Map<String, Map<String, AttributeValue>> items = new HashMap<>();

	final Set<String> undeletable = new HashSet<>();

	final Set<String> gone = new HashSet<>();

	/** Operation and what it was for, in the order of sending. */
	final List<String> requests = new ArrayList<>();

	/** Runs before a batch is answered, and is told how many were asked for before. */
	Consumer<Integer> beforeBatch = (before) -> {
	};

	@Nullable Instant date = NOW;

	Duration retention = Duration.ZERO;

	boolean uploadsDenied;

	/** What the table is; {@code null} if it may not be described. */
	@Nullable TableDescription description = TableDescription.builder().tableId("first id").build();

	/** DynamoDB's answer looks like success and is an error page. */
	boolean describedByAnErrorPage;

	/** The keys that DynamoDB refuses, with the whole batch. */
	Predicate<AttributeValue> refused = (key) -> key.s() == null || key.s().isEmpty();

	final Map<String, byte[]> words = WordsInS3.none();

	boolean wordsUnreadable;

	/** S3 answers so where not the whole bucket may be listed. */
	boolean missingIsForbidden;

	/** Not every store says why it does not find something. */
	boolean missingIsUnexplained;

	boolean wordsUnlistable;

	boolean wordsUnwritable;

	boolean conditionsUnknown;

	final List<ObjectRequestCustomizer> customizers = new ArrayList<>();

	int pageSize = 1000;

	private int batches;

	private long generation;

	/**
	 * Stores an object of a key that is given as it stands in object keys.
	 */
	String orphanOf(String owner) {
		String hash = HexFormat.of().formatHex(Sha256.of(owner.getBytes(StandardCharsets.US_ASCII)).asByteArray());
		String key = NAME + "/" + hash.substring(0, 2) + "/" + owner + "/text/"
				+ new Token(new UUID(0x7000, this.generation++));
		this.objects.put(key, NOW.minus(Duration.ofDays(2)));
		return key;
	}

	/**
	 * Stores an object of an item that nothing points to.
	 * @return its key
	 */
	String orphan(String id) {
		return orphan(id, Duration.ofDays(2));
	}

	String orphan(String id, Duration age) {
		String key = key(id);
		this.objects.put(key, NOW.minus(age));
		return key;
	}

	private String key(String id) {
		return key(id, "text", new Token(new UUID(0x7000, this.generation++)));
	}

	private static String key(String id, String attribute, Token token) {
		return FORMAT.format(NAME, new PrimaryKey(AttributeValue.fromS(id), null), attribute, token, null);
	}

	/**
	 * Stores an object of a write that began so long ago.
	 * @return its key
	 */
	String written(String id, String attribute, Duration age) {
		String key = key(id, attribute, token(age));
		this.objects.put(key, NOW.minus(age));
		return key;
	}

	static Token token(Duration age) {
		return new Token(new UUID(NOW.minus(age).toEpochMilli() << 16, 0));
	}

	/**
	 * Stores an object that its item points to.
	 */
	String alive(String id) {
		String key = orphan(id);
		point(id, key);
		return key;
	}

	void point(String id, String key) {
		point(id, key, new WriteRecord(FORMAT.parse(key).orElseThrow().token(), List.of()));
	}

	void point(String id, String key, WriteRecord record) {
		this.items.put(id, Map.of("id", AttributeValue.fromS(id), WriteRecord.ATTRIBUTE, record.toAttributeValue(),
				"text", pointer(key)));
	}

	private static AttributeValue pointer(String key) {
		return new Pointer(new ObjectLocation(BUCKET, key), 1, 1, Sha256.of(new byte[1]), Compression.NONE, "text")
			.toAttributeValue();
	}

	void restartBatches() {
		this.batches = 0;
	}

	/**
	 * Returns how often an operation was asked for.
	 */
	long count(String operation) {
		return this.requests.stream().filter((request) -> request.startsWith(operation + " ")).count();
	}

	S3BackedSweeper sweeper(RateLimiter.Sleeper sleeper) {
		return sweeper(sleeper, S3BackedMetrics.NONE);
	}

	S3BackedSweeper sweeper(RateLimiter.Sleeper sleeper, S3BackedMetrics metrics) {
		DynamoDbClient dynamoDb = new DynamoDb();
		S3BackedMappingContext mappingContext = new S3BackedMappingContext(
				DynamoDbEnhancedClient.builder().dynamoDbClient(dynamoDb).build(), (type) -> NAME,
				JsonMapper.builder().build(), Compression.NONE, null);
		return new S3BackedSweeper(new S3(), dynamoDb, mappingContext,
				S3BackedSettings.forBucket(BUCKET).with((it) -> it.supersededRetention(this.retention)),
				new RequestExecutor(ObservationRegistry.NOOP), metrics, new ObjectCustomizers(this.customizers),
				() -> 0, sleeper);
	}

	private SdkHttpResponse response() {
		SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(200);
		if (this.date != null) {
			response.putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(this.date.atOffset(ZoneOffset.UTC)));
		}
		return response.build();
	}

	private static RuntimeException denied() {
		return S3Exception.builder()
			.statusCode(403)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
			.build();
	}

	private final class S3 extends WordsInS3 {

		private S3() {
			super(SmallTable.this.words);
		}

		@Override
		public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
			SmallTable.this.requests.add("PutObject " + request.key());
			if (SmallTable.this.wordsUnwritable) {
				throw denied();
			}
			if (SmallTable.this.conditionsUnknown && request.ifNoneMatch() != null) {
				throw S3Exception.builder().statusCode(501).build();
			}
			return super.putObject(request, body);
		}

		@Override
		public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
			SmallTable.this.requests.add("GetObject " + request.key());
			boolean there = SmallTable.this.words.containsKey(request.key());
			if (SmallTable.this.wordsUnreadable || (SmallTable.this.missingIsForbidden && !there)) {
				throw denied();
			}
			if (SmallTable.this.missingIsUnexplained && !there) {
				throw S3Exception.builder().statusCode(404).build();
			}
			return super.getObject(request, transformer);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			SmallTable.this.requests.add("ListObjectsV2 " + request.prefix());
			boolean words = request.prefix().startsWith("!sweep/");
			if (words && SmallTable.this.wordsUnlistable) {
				throw denied();
			}
			KeyListing listing = KeyListing.of(
					words ? new TreeSet<>(SmallTable.this.words.keySet()) : SmallTable.this.objects.navigableKeySet(),
					request, SmallTable.this.pageSize);
			ListObjectsV2Response.Builder response = listing.response()
				.contents(listing.keys()
					.stream()
					.map((key) -> S3Object.builder()
						.key(key)
						.size(10L)
						.lastModified(SmallTable.this.objects.getOrDefault(key, NOW))
						.build())
					.toList());
			response.sdkHttpResponse(response());
			return response.build();
		}

		@Override
		public HeadObjectResponse headObject(HeadObjectRequest request) {
			SmallTable.this.requests.add("HeadObject " + request.key());
			Map<String, String> metadata = SmallTable.this.metadata.get(request.key());
			if (metadata == null) {
				throw denied();
			}
			return HeadObjectResponse.builder().metadata(metadata).build();
		}

		@Override
		public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
			SmallTable.this.requests.add("DeleteObjects " + request.delete().objects().size());
			List<S3Error> errors = new ArrayList<>();
			request.delete().objects().forEach((object) -> {
				if (SmallTable.this.undeletable.contains(object.key())) {
					errors.add(S3Error.builder().key(object.key()).code("InternalError").build());
				}
				else {
					SmallTable.this.objects.remove(object.key());
				}
			});
			return DeleteObjectsResponse.builder().errors(errors).build();
		}

		@Override
		public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
			SmallTable.this.requests.add("ListMultipartUploads " + request.prefix());
			if (SmallTable.this.uploadsDenied) {
				throw denied();
			}
			List<MultipartUpload> found = SmallTable.this.uploads.stream()
				.filter((upload) -> request.keyMarker() == null || upload.key().compareTo(request.keyMarker()) > 0)
				.toList();
			boolean truncated = found.size() > SmallTable.this.pageSize;
			ListMultipartUploadsResponse.Builder response = ListMultipartUploadsResponse.builder()
				.uploads(truncated ? found.subList(0, SmallTable.this.pageSize) : found)
				.isTruncated(truncated);
			response.sdkHttpResponse(response());
			return response.build();
		}

		@Override
		public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
			SmallTable.this.requests.add("AbortMultipartUpload " + request.key());
			if (SmallTable.this.undeletable.contains(request.key())) {
				throw denied();
			}
			if (SmallTable.this.gone.contains(request.key())) {
				throw NoSuchUploadException.builder()
					.statusCode(404)
					.awsErrorDetails(AwsErrorDetails.builder().errorCode("NoSuchUpload").build())
					.build();
			}
			return AbortMultipartUploadResponse.builder().build();
		}

	}

	private final class DynamoDb implements DynamoDbClient {

		@Override
		public DescribeTableResponse describeTable(DescribeTableRequest request) {
			SmallTable.this.requests.add("DescribeTable " + request.tableName());
			if (SmallTable.this.description == null) {
				throw refusal("AccessDeniedException");
			}
			return SmallTable.this.describedByAnErrorPage ? DescribeTableResponse.builder().build()
					: DescribeTableResponse.builder().table(SmallTable.this.description).build();
		}

		private static RuntimeException refusal(String code) {
			return DynamoDbException.builder()
				.statusCode(400)
				.awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
				.build();
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			SmallTable.this.beforeBatch.accept(SmallTable.this.batches++);
			List<Map<String, AttributeValue>> keys = request.requestItems().get(NAME).keys();
			SmallTable.this.requests.add("BatchGetItem " + keys.size());
			if (keys.stream().anyMatch((key) -> SmallTable.this.refused.test(key.get("id")))) {
				throw refusal("ValidationException");
			}
			return BatchGetItemResponse.builder()
				.responses(Map.of(NAME,
						keys.stream()
							.map((key) -> SmallTable.this.items.get(key.get("id").s()))
							.filter((item) -> item != null)
							.toList()))
				.build();
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
