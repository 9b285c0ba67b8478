package io.github.s3backed.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.s3backed.InvalidMappingException;
import io.github.s3backed.S3Backed;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * That entities with values in JSON come back, or are refused with the place.
 */
class JsonMappingTests {

	@Test
	void sdkBytesAreBytes() {
		Folder folder = new Folder("1", SdkBytes.fromUtf8String("abc"),
				List.of(new Link("a", SdkBytes.fromUtf8String("d"))));
		assertThat(Mappings.roundTrip(folder)).isEqualTo(folder);
		Map<String, byte[]> contents = Mappings.contents(Mappings.of(Folder.class).encode(folder)).whole();
		assertThat(contents.get("content")).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void aTypeThatWouldNotComeBackStopsTheStartWithItsPlace() {
		InvalidMappingException failure = Mappings.failure(Gallery.class);
		assertThat(failure).hasMessageContaining("Property 'drawings' of " + Gallery.class.getName())
			.hasMessageContaining("Gallery.drawings[].shape: values of type " + Shape.class.getName());
	}

	@Test
	void aValueThatWouldNotComeBackIsRefusedWithItsPlace() {
		S3BackedPersistentEntity<Anything> entity = Mappings.of(Anything.class);
		Anything anything = new Anything("1", Map.of("a", List.of(new byte[1])));
		assertThatIllegalArgumentException().isThrownBy(() -> entity.encode(anything))
			.withMessageStartingWith("Attribute 'values': Anything.values[a][0]: byte[] would be read back as");
	}

	record Folder(@DynamoDbPartitionKey String id, @S3Backed SdkBytes content, @S3Backed List<Link> links) {
	}

	record Link(String target, SdkBytes digest) {
	}

	record Gallery(@DynamoDbPartitionKey String id, @S3Backed List<Drawing> drawings) {
	}

	record Drawing(Shape shape) {
	}

	interface Shape {

	}

	record Anything(@DynamoDbPartitionKey String id, @S3Backed Map<String, Object> values) {
	}

}
