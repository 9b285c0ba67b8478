package io.github.s3backed.pointer;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.github.s3backed.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The form of pointers, which items keep for years.
 */
class PointerTests {

	private static final SdkBytes SHA256 = SdkBytes
		.fromByteArray(HexFormat.of().parseHex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));

	private final Pointer pointer = new Pointer(new ObjectLocation("bucket", "pages/t/ab/S.x/html/token/index.html"),
			5_000_000_000L, 1234, SHA256, Compression.GZIP, "text/html");

	@Test
	void isStoredAsThisMap() {
		assertThat(this.pointer.toAttributeValue()).isEqualTo(AttributeValue.fromM(stored()));
	}

	@Test
	void isReadFromThisMap() {
		assertThat(Pointer.from(AttributeValue.fromM(stored()))).isEqualTo(this.pointer);
	}

	@Test
	void isReadWhereLaterVersionsHaveAddedToIt() {
		Map<String, AttributeValue> map = stored();
		map.put("added", AttributeValue.fromS("later"));
		assertThat(Pointer.from(AttributeValue.fromM(map))).isEqualTo(this.pointer);
	}

	@ParameterizedTest
	@EnumSource
	void namesEachCodecInLowerCase(Compression compression) {
		Pointer pointer = new Pointer(this.pointer.location(), 2, 1, SHA256, compression, "text/plain");
		AttributeValue value = pointer.toAttributeValue();
		assertThat(value.m().get("codec").s()).isEqualTo(switch (compression) {
			case NONE -> "none";
			case GZIP -> "gzip";
			case ZSTD -> "zstd";
		});
		assertThat(Pointer.from(value)).isEqualTo(pointer);
	}

	@ParameterizedTest
	@ValueSource(strings = { "v", "uri", "size", "stored", "sha256", "codec", "type" })
	void namesThePartThatIsMissing(String part) {
		Map<String, AttributeValue> map = stored();
		map.remove(part);
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("'" + part + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "uri", "size", "stored", "sha256", "codec", "type" })
	void namesThePartThatIsOfAnotherType(String part) {
		Map<String, AttributeValue> map = stored();
		map.put(part, AttributeValue.fromBool(true));
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("'" + part + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "1.5", "1E3", "99999999999999999999" })
	void refusesWhatIsNoLength(String size) {
		Map<String, AttributeValue> map = stored();
		map.put("size", AttributeValue.fromN(size));
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("'size'");
	}

	@Test
	void refusesChecksumOfAnotherLength() {
		Map<String, AttributeValue> map = stored();
		map.put("sha256", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[31])));
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("'sha256'");
	}

	@Test
	void refusesFormatOfTheFuture() {
		Map<String, AttributeValue> map = stored();
		map.put("v", AttributeValue.fromN("2"));
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("format 2")
			.withMessageContaining("newer version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://bucket/key", "s3://bucket", "s3:///key", "", "bucket/key" })
	void refusesWhatIsNoUriOfS3(String uri) {
		Map<String, AttributeValue> map = stored();
		map.put("uri", AttributeValue.fromS(uri));
		assertThatIllegalArgumentException().isThrownBy(() -> Pointer.from(AttributeValue.fromM(map)))
			.withMessageContaining("s3://bucket/key");
	}

	@Test
	void isToldFromOtherValues() {
		assertThat(Pointer.isPointer(this.pointer.toAttributeValue())).isTrue();
		assertThat(Pointer.isPointer(AttributeValue.fromS("s3://bucket/key"))).isFalse();
		assertThat(Pointer.isPointer(AttributeValue.fromNul(true))).isFalse();
		assertThat(Pointer.isPointer(AttributeValue.fromM(Map.of("uri", AttributeValue.fromS("s3://b/k"))))).isFalse();
	}

	@Test
	void hasContentOfTheSameSizeAndChecksumOnly() {
		assertThat(this.pointer.hasContent(5_000_000_000L, SHA256)).isTrue();
		assertThat(this.pointer.hasContent(1234, SHA256)).isFalse();
		assertThat(this.pointer.hasContent(5_000_000_000L, SdkBytes.fromByteArray(new byte[32]))).isFalse();
	}

	private static Map<String, AttributeValue> stored() {
		Map<String, AttributeValue> map = new HashMap<>();
		map.put("v", AttributeValue.fromN("1"));
		map.put("uri", AttributeValue.fromS("s3://bucket/pages/t/ab/S.x/html/token/index.html"));
		map.put("size", AttributeValue.fromN("5000000000"));
		map.put("stored", AttributeValue.fromN("1234"));
		map.put("sha256", AttributeValue.fromB(SHA256));
		map.put("codec", AttributeValue.fromS("gzip"));
		map.put("type", AttributeValue.fromS("text/html"));
		return map;
	}

	@Test
	void aDocumentOfTheApplicationIsNoPointer() {
		Map<String, AttributeValue> download = Map.of("uri", AttributeValue.fromS("s3://bucket/file"), "sha256",
				AttributeValue.fromS("9f86"));
		assertThat(Pointer.isPointer(AttributeValue.fromM(download))).isFalse();
		Map<String, AttributeValue> link = new HashMap<>(stored());
		link.put("uri", AttributeValue.fromS("https://example.com/"));
		assertThat(Pointer.isPointer(AttributeValue.fromM(link))).isFalse();
		assertThat(Pointer.isPointer(AttributeValue.fromS("s3://bucket/file"))).isFalse();
		assertThat(Pointer.isPointer(this.pointer.toAttributeValue())).isTrue();
	}

	@Test
	void isFoundWhereverItStandsAndHoweverItWasDamaged() {
		AttributeValue damaged = AttributeValue.fromM(Map.of("uri", AttributeValue.fromS("s3://bucket/damaged")));
		AttributeValue link = AttributeValue.fromM(Map.of("uri", AttributeValue.fromS("https://example.com/")));
		assertThat(Pointer.locations(Map.of("a", AttributeValue.fromL(List.of(this.pointer.toAttributeValue())), "b",
				AttributeValue.fromM(Map.of("c", damaged)), "d", AttributeValue.fromS("s3://bucket/text"), "e", link)))
			.containsExactlyInAnyOrder(this.pointer.location(), new ObjectLocation("bucket", "damaged"));
	}

}
