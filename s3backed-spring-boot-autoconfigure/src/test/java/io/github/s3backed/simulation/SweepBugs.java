package io.github.s3backed.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Bugs in what the sweep goes by.
 */
final class SweepBugs {

	private static final Limits RACE = new Limits(0, 1, 0);

	private static final Limits RACE_IN_TIME = new Limits(0, 2, 1);

	private static final Duration LONG = Duration.ofDays(365);

	private SweepBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				listing("sweeps without grace",
						(object) -> object.toBuilder().lastModified(object.lastModified().minus(LONG)).build(),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save new, swept"),
				listing("never finds an object old enough",
						(object) -> object.toBuilder().lastModified(object.lastModified().plus(LONG)).build(),
						Invariant.I4_NO_ORPHAN)
					.shownBy(Limits.faults(1), "save new, swept"),
				seeing("takes objects of earlier writes for garbage", SweepBugs::withoutEarlierPointers)
					.shownBy(RACE_IN_TIME, "save one of two changed, swept"),
				seeing("lets objects expire by age", (item) -> withoutPointers(item, (uri) -> true))
					.shownBy(RACE_IN_TIME, "save new, swept"),
				PlantedBug.of("sweeps by a clock that is ahead of S3's", new Mutation() {
					@Override
					public S3Client sweepersS3(S3Client client) {
						return new OtherTime(client);
					}
				}, Invariant.REPLACED_IS_KEPT).shownBy(RACE_IN_TIME, "save changed and again, swept, retaining"),
				inDynamoDb("sweeps by eventual reads", EventualReads::new).shownBy(RACE_IN_TIME, "save new, swept"));
	}

	/**
	 * What was not answered is taken for what is not there.
	 */
	static List<PlantedBug> unanswered() {
		return List.of(
				reading("drops the keys that were left unread in a sweep",
						(table, answer) -> answer.toBuilder().unprocessedKeys(Map.of()).build()),
				reading("takes items under another name for none",
						(table, answer) -> answer.responses().containsKey(table) ? answer : noItems(table)),
				reading("takes an error page for an answer without items",
						(table, answer) -> answer.hasResponses() ? answer : noItems(table)),
				PlantedBug.of("takes an error while listing for the end", new Mutation() {
					@Override
					public S3Client sweepersS3(S3Client client) {
						return new ListingErrorsIgnored(client);
					}
				}, Invariant.SWEEP_IS_HONEST).shownBy(Limits.faults(1), "save new, swept"));
	}

	/**
	 * Multipart uploads that writers have left open.
	 */
	static List<PlantedBug> uploads() {
		return List.of(aborting("leaves multipart uploads open", (client) -> new ForwardingS3(client) {
			@Override
			public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
				return AbortMultipartUploadResponse.builder().build();
			}
		}, Invariant.NO_OPEN_UPLOAD).shownBy(Limits.NONE, "sweep an open upload"),
				aborting("takes an error page for the end of the list of uploads",
						(client) -> new ForwardingS3(client) {
							@Override
							public ListMultipartUploadsResponse listMultipartUploads(
									ListMultipartUploadsRequest request) {
								ListMultipartUploadsResponse response = super.listMultipartUploads(request);
								return (response.isTruncated() != null) ? response
										: response.toBuilder().isTruncated(false).build();
							}
						}, Invariant.SWEEP_IS_HONEST)
					.shownBy(Limits.faults(1), "sweep an open upload"),
				aborting("aborts uploads under keys of another form", (client) -> new ForwardingS3(client) {
					@Override
					public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
						client
							.listMultipartUploads((list) -> list.bucket(request.bucket())
								.prefix(request.prefix())
								.expectedBucketOwner(ObjectStore.OWNER))
							.uploads()
							.forEach((upload) -> client.abortMultipartUpload((abort) -> abort.bucket(request.bucket())
								.key(upload.key())
								.uploadId(upload.uploadId())
								.expectedBucketOwner(ObjectStore.OWNER)));
						return super.listObjectsV2(request);
					}
				}, Invariant.UNMAPPED_IS_KEPT).shownBy(Limits.NONE, "save new beside strays, swept"));
	}

	private static PlantedBug aborting(String name, UnaryOperator<S3Client> change, Invariant expected) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public S3Client sweepersS3(S3Client client) {
				return change.apply(client);
			}
		}, expected);
	}

	private static PlantedBug reading(String name,
			BiFunction<String, BatchGetItemResponse, BatchGetItemResponse> change) {
		return inDynamoDb(name, (client) -> new ForwardingDynamoDb(client) {
			@Override
			public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
				return change.apply(request.requestItems().keySet().iterator().next(), super.batchGetItem(request));
			}
		}).shownBy(new Limits(1, 0, 1), "save to a neighbour, swept");
	}

	private static BatchGetItemResponse noItems(String table) {
		return BatchGetItemResponse.builder().responses(Map.of(table, List.of())).build();
	}

	private static PlantedBug listing(String name, UnaryOperator<S3Object> change, Invariant expected) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public S3Client sweepersS3(S3Client client) {
				return new OtherListing(client, change);
			}
		}, expected);
	}

	private static PlantedBug seeing(String name, UnaryOperator<Map<String, AttributeValue>> change) {
		return inDynamoDb(name, (client) -> new OtherItems(client, change));
	}

	private static PlantedBug inDynamoDb(String name, UnaryOperator<DynamoDbClient> change) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public DynamoDbClient sweepersDynamoDb(DynamoDbClient client) {
				return change.apply(client);
			}
		}, Invariant.I1_NO_DANGLING_POINTER);
	}

	private static Map<String, AttributeValue> withoutEarlierPointers(Map<String, AttributeValue> item) {
		ByteBuffer token = item.get("_s3b").m().get("w").b().asByteBuffer();
		String latest = new UUID(token.getLong(), token.getLong()).toString();
		return withoutPointers(item, (uri) -> !uri.contains(latest));
	}

	private static Map<String, AttributeValue> withoutPointers(Map<String, AttributeValue> item,
			Predicate<String> hidden) {
		Map<String, AttributeValue> visible = new HashMap<>(item);
		visible.values().removeIf((value) -> value.hasM() && Pointers.of(Map.of("", value)).stream().anyMatch(hidden));
		return visible;
	}

	private static final class OtherListing extends ForwardingS3 {

		private final UnaryOperator<S3Object> change;

		private OtherListing(S3Client client, UnaryOperator<S3Object> change) {
			super(client);
			this.change = change;
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			ListObjectsV2Response response = super.listObjectsV2(request);
			ListObjectsV2Response.Builder changed = response.toBuilder()
				.contents(response.contents().stream().map(this.change).toList());
			changed.sdkHttpResponse(response.sdkHttpResponse());
			return changed.build();
		}

	}

	private static final class ListingErrorsIgnored extends ForwardingS3 {

		private ListingErrorsIgnored(S3Client client) {
			super(client);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			try {
				return super.listObjectsV2(request);
			}
			catch (SdkException ex) {
				ListObjectsV2Response list = super.listObjectsV2(request);
				ListObjectsV2Response.Builder nothing = list.toBuilder().contents(List.of());
				nothing.sdkHttpResponse(list.sdkHttpResponse());
				return nothing.build();
			}
		}

	}

	private static final class OtherTime extends ForwardingS3 {

		private OtherTime(S3Client client) {
			super(client);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			ListObjectsV2Response response = super.listObjectsV2(request);
			ListObjectsV2Response.Builder changed = response.toBuilder();
			changed.sdkHttpResponse(response.sdkHttpResponse().copy((it) -> it.putHeader("Date", later(it))));
			return changed.build();
		}

		private static String later(SdkHttpResponse.Builder response) {
			String date = response.firstMatchingHeader("Date").orElseThrow();
			return DateTimeFormatter.RFC_1123_DATE_TIME
				.format(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).plus(LONG));
		}

	}

	private static final class OtherItems extends ForwardingDynamoDb {

		private final UnaryOperator<Map<String, AttributeValue>> change;

		private OtherItems(DynamoDbClient client, UnaryOperator<Map<String, AttributeValue>> change) {
			super(client);
			this.change = change;
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			BatchGetItemResponse response = super.batchGetItem(request);
			Map<String, List<Map<String, AttributeValue>>> changed = new HashMap<>();
			response.responses()
				.forEach((table, items) -> changed.put(table, items.stream().map(this.change).toList()));
			return response.toBuilder().responses(changed).build();
		}

	}

	private static final class EventualReads extends ForwardingDynamoDb {

		private EventualReads(DynamoDbClient client) {
			super(client);
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			Map<String, KeysAndAttributes> changed = new HashMap<>();
			request.requestItems()
				.forEach((table, keys) -> changed.put(table, keys.toBuilder().consistentRead(false).build()));
			return super.batchGetItem(request.toBuilder().requestItems(changed).build());
		}

	}

}
