package io.github.s3backed.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Bugs in dealing with what others have stored: other releases, other tools.
 */
final class ForeignBugs {

	private ForeignBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(PlantedBug.inDynamoDb("does not look for pointers that its class does not map",
				(client, world) -> new ForwardingDynamoDb(client) {
					@Override
					public GetItemResponse getItem(GetItemRequest request) {
						return withoutSummary(super.getItem(request));
					}
				}, Invariant.UNMAPPED_IS_KEPT)
			.shownBy(Limits.NONE, "save over what the class does not map"),
				PlantedBug.of("ends the sweep at an object that cannot be judged", new Mutation() {
					@Override
					public S3Client sweepersS3(S3Client client) {
						return new EndsAtStrays(client);
					}
				}, Invariant.I4_NO_ORPHAN).shownBy(Limits.faults(1), "save new beside strays, swept"),
				PlantedBug.of("removes what cannot be judged", new Mutation() {
					@Override
					public S3Client sweepersS3(S3Client client) {
						return new RemovesStrays(client);
					}
				}, Invariant.UNMAPPED_IS_KEPT).shownBy(Limits.NONE, "save new beside strays, swept"));
	}

	private static GetItemResponse withoutSummary(GetItemResponse response) {
		if (!response.hasItem()) {
			return response;
		}
		Map<String, AttributeValue> item = new HashMap<>(response.item());
		item.remove(WideDocument.SUMMARY);
		return response.toBuilder().item(item).build();
	}

	private static List<String> strays(ListObjectsV2Response response) {
		return response.contents().stream().map((object) -> object.key()).filter(Strays::contain).toList();
	}

	private static final class EndsAtStrays extends ForwardingS3 {

		private EndsAtStrays(S3Client client) {
			super(client);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			ListObjectsV2Response response = super.listObjectsV2(request);
			if (!strays(response).isEmpty()) {
				throw FaultErrors.describe(NoSuchKeyException.builder(), "NoSuchKey", 404);
			}
			return response;
		}

	}

	private static final class RemovesStrays extends ForwardingS3 {

		private RemovesStrays(S3Client client) {
			super(client);
		}

		@Override
		public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
			ListObjectsV2Response response = super.listObjectsV2(request);
			deleteKeys(strays(response));
			return response;
		}

	}

}
