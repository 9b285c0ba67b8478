package io.github.s3backed.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.s3backed.pointer.Pointer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Everything that is stored for an entity class, to be compared with what is stored at
 * another time.
 *
 * @param items the items
 * @param objects the objects of the bucket by their key
 */
record Stored(List<Map<String, AttributeValue>> items, Map<String, SdkBytes> objects) {

	static Stored of(Fixture fixture, Class<?> type) {
		Map<String, SdkBytes> objects = new TreeMap<>();
		fixture.aws().objects().forEach((key, bytes) -> objects.put(key, SdkBytes.fromByteArray(bytes)));
		return new Stored(fixture.items(type), objects);
	}

	/**
	 * The objects that the items point to.
	 * @return their URIs
	 */
	List<String> pointedTo() {
		return this.items.stream()
			.flatMap((item) -> item.values().stream())
			.filter(Pointer::isPointer)
			.map((value) -> value.m().get("uri").s())
			.sorted()
			.toList();
	}

	/**
	 * The objects that there are.
	 * @param bucket the bucket that was looked at
	 * @return their URIs
	 */
	List<String> present(String bucket) {
		return this.objects.keySet().stream().map((key) -> "s3://" + bucket + "/" + key).sorted().toList();
	}

	@Override
	public String toString() {
		return "items " + this.items + ", objects " + this.objects.keySet();
	}

}
