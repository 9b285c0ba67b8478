package io.github.s3backed.mapping;

import java.net.URI;
import java.util.List;

import io.github.s3backed.S3Backed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Templates for the readable end of object keys.
 */
class KeyTemplateTests {

	@Test
	void encodesUrlSafelyWithoutPadding() {
		assertThat(readable(new Encoded("https://example.com/?a=ü>", "x")))
			.isEqualTo("aHR0cHM6Ly9leGFtcGxlLmNvbS8_YT3DvD4.html");
		assertThat(readable(new Encoded("https://example.com/", "x"))).isEqualTo("aHR0cHM6Ly9leGFtcGxlLmNvbS8.html");
	}

	@Test
	void encodesBytesAsTheyAre() {
		assertThat(readable(new Binary("id", new byte[] { -1, -2 }, "x"))).isEqualTo("__4");
	}

	@Test
	void readsPropertiesOfProperties() {
		assertThat(readable(new Nested("id", URI.create("https://example.com/a/b.html"), "x")))
			.isEqualTo("example.com/a/b.html");
	}

	@Test
	void nullIsEncodedAsNothing() {
		assertThat(readable(new Optional("id", null, "x"))).isEqualTo(".html");
	}

	@Test
	void resultNeedNotBeText() {
		assertThat(readable(new Numbered("id", 42, "x"))).isEqualTo("42");
	}

	@Test
	void nullMeansNone() {
		assertThat(readable(new Titled("id", null, "x"))).isNull();
		assertThat(readable(new Titled("id", "title", "x"))).isEqualTo("title");
	}

	@Test
	void attributeWithoutTemplateHasNoReadableEnd() {
		assertThat(readable(new Plain("id", "x"))).isNull();
	}

	@Test
	void failureNamesTheTemplate() {
		assertThatIllegalArgumentException().isThrownBy(() -> readable(new Nested("id", null, "x")))
			.withMessageContaining("'link.host + link.path'");
	}

	@Test
	void methodOfAValueMayBeCalledButNoTypeOrConstructor() {
		assertThat(readable(new Calling("id", List.of("a", "b"), "x"))).isEqualTo("b-ID");
		assertThatIllegalArgumentException().isThrownBy(() -> readable(new Escaping("id", "x")))
			.withMessageContaining("java.lang.Runtime");
	}

	private static <T> @Nullable String readable(T entity) {
		@SuppressWarnings("unchecked")
		S3BackedPersistentEntity<T> mapping = Mappings.of((Class<T>) entity.getClass());
		return mapping.encode(entity).contents().get(0).readable();
	}

	record Encoded(@DynamoDbPartitionKey String url, @S3Backed(key = "base64(url) + \".html\"") String body) {
	}

	record Optional(@DynamoDbPartitionKey String id, @Nullable String title,
			@S3Backed(key = "base64(title) + '.html'") String body) {
	}

	record Binary(@DynamoDbPartitionKey String id, byte[] hash, @S3Backed(key = "base64(hash)") String body) {
	}

	record Nested(@DynamoDbPartitionKey String id, @Nullable URI link,
			@S3Backed(key = "link.host + link.path") String body) {
	}

	record Numbered(@DynamoDbPartitionKey String id, int number, @S3Backed(key = "number") String body) {
	}

	record Titled(@DynamoDbPartitionKey String id, @Nullable String title, @S3Backed(key = "title") String body) {
	}

	record Plain(@DynamoDbPartitionKey String id, @S3Backed String body) {
	}

	record Calling(@DynamoDbPartitionKey String id, List<String> names,
			@S3Backed(key = "names[1] + '-' + id.toUpperCase()") String body) {
	}

	record Escaping(@DynamoDbPartitionKey String id, @S3Backed(key = "T(java.lang.Runtime).getRuntime()") String body) {
	}

}
