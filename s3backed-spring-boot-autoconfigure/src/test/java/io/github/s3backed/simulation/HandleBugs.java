package io.github.s3backed.simulation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.s3backed.pointer.Sha256;
import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Bugs in what becomes of handles that are saved or read.
 */
final class HandleBugs {

	private static final Limits RACE = new Limits(0, 1, 0);

	private static final String SHA_256 = "sha256";

	private static final String SURE = "AAAAAA==";

	private HandleBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				PlantedBug.of("shares the object of a handle", new Shared(), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save with handles of a neighbour"),
				PlantedBug
					.of("carries over the handle of an earlier version", new Shared(), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(Limits.NONE, "save with replaced handles"),
				PlantedBug.inS3("reads through a handle what the item has now", Current::new, Invariant.OUTCOME_IS_TOLD)
					.shownBy(RACE, "save and save with handles, retaining"),
				PlantedBug.of("does not compare the SHA-256 of a stream", new Altered(), Invariant.I3_ONE_VERSION)
					.shownBy(Limits.NONE, "read by handles"));
	}

	/**
	 * Returns the answer to a copy that is said to be the same as its source.
	 */
	static CopyObjectResponse copied(World world, CopyObjectRequest request) {
		ObjectStore.StoredObject source = world.objects().get(request.sourceKey());
		return CopyObjectResponse.builder()
			.copyObjectResult((it) -> it.checksumType(ChecksumType.FULL_OBJECT)
				.checksumCRC32C((source != null) ? source.checksum() : SURE)
				.eTag("copy"))
			.build();
	}

	/**
	 * Returns every pointer that an item has ever had.
	 */
	private static Stream<Map<String, AttributeValue>> pointers(World world) {
		return world.items()
			.commits()
			.stream()
			.flatMap((commit) -> commit.after().values().stream())
			.filter((value) -> value.hasM() && value.m().containsKey(Pointers.URI))
			.map(AttributeValue::m);
	}

	private static Map<String, AttributeValue> with(Map<String, AttributeValue> map, String name,
			AttributeValue value) {
		Map<String, AttributeValue> changed = new HashMap<>(map);
		changed.put(name, value);
		return changed;
	}

	/**
	 * Copies nothing, and takes every handle for one whose object is there: the item gets
	 * the pointer that the handle has.
	 */
	private static final class Shared implements Mutation {

		@Override
		public S3Client s3(S3Client client, World world) {
			return new ForwardingS3(client) {

				@Override
				public HeadObjectResponse headObject(HeadObjectRequest request) {
					try {
						return super.headObject(request);
					}
					catch (NoSuchKeyException ex) {
						return pointers(world)
							.filter((it) -> it.get(Pointers.URI).s().equals(ObjectStore.uri(request.key())))
							.findFirst()
							.map((it) -> HeadObjectResponse.builder()
								.contentLength(Long.valueOf(it.get("size").n()))
								.checksumType(ChecksumType.FULL_OBJECT)
								.checksumCRC32C(SURE)
								.eTag("gone")
								.build())
							.orElseThrow(() -> ex);
					}
				}

				@Override
				public CopyObjectResponse copyObject(CopyObjectRequest request) {
					return copied(world, request);
				}

			};
		}

		@Override
		public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
			return new ForwardingDynamoDb(client) {
				@Override
				public PutItemResponse putItem(PutItemRequest request) {
					Map<String, AttributeValue> item = new HashMap<>(request.item());
					item.replaceAll((name, value) -> shared(value, world));
					return super.putItem(request.toBuilder().item(item).build());
				}
			};
		}

		private static AttributeValue shared(AttributeValue value, World world) {
			if (!value.hasM() || !value.m().containsKey(Pointers.URI)
					|| world.objects().contains(value.m().get(Pointers.URI).s())) {
				return value;
			}
			return pointers(world).filter((it) -> it.get(SHA_256).equals(value.m().get(SHA_256)))
				.findFirst()
				.map((it) -> AttributeValue.fromM(with(value.m(), Pointers.URI, it.get(Pointers.URI))))
				.orElse(value);
		}

	}

	/**
	 * Reads the object that the item has for the attribute now.
	 */
	private static final class Current extends ForwardingS3 {

		private final World world;

		private Current(S3Client client, World world) {
			super(client);
			this.world = world;
		}

		@Override
		public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
			String place = ObjectStore.uri(request.key().substring(0, request.key().lastIndexOf('/') + 1));
			String uri = this.world.items()
				.all()
				.values()
				.stream()
				.flatMap((item) -> Pointers.of(item).stream())
				.filter((it) -> it.startsWith(place))
				.findFirst()
				.orElse(ObjectStore.uri(request.key()));
			return super.getObject(request.toBuilder().key(uri.substring(ObjectStore.uri("").length())).build(),
					transformer);
		}

	}

	/**
	 * Has images altered on their way, and their pointers so that nobody notices.
	 */
	private static final class Altered implements Mutation {

		@Override
		public S3Client s3(S3Client client, World world) {
			return new ForwardingS3(client) {
				@Override
				public <T> T getObject(GetObjectRequest request,
						ResponseTransformer<GetObjectResponse, T> transformer) {
					return super.getObject(request, (response, body) -> transformer.transform(response,
							request.key().contains("/image/") ? altered(body) : body));
				}
			};
		}

		private static AbortableInputStream altered(InputStream body) throws IOException {
			return AbortableInputStream.create(new ByteArrayInputStream(altered(body.readAllBytes())));
		}

		private static byte[] altered(byte[] content) {
			byte[] altered = content.clone();
			altered[0] ^= 1;
			return altered;
		}

		@Override
		public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
			return new ForwardingDynamoDb(client) {
				@Override
				public GetItemResponse getItem(GetItemRequest request) {
					GetItemResponse response = super.getItem(request);
					AttributeValue image = response.item().get("image");
					if (image == null) {
						return response;
					}
					String uri = image.m().get(Pointers.URI).s();
					byte[] content = Objects
						.requireNonNull(world.objects().get(uri.substring(ObjectStore.uri("").length())))
						.content();
					SdkBytes digest = SdkBytes.fromByteArray(Sha256.newDigest().digest(altered(content)));
					AttributeValue changed = AttributeValue
						.fromM(with(image.m(), SHA_256, AttributeValue.fromB(digest)));
					return response.toBuilder().item(with(response.item(), "image", changed)).build();
				}
			};
		}

	}

}
