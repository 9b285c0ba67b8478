package io.github.s3backed.core;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Pointers and write records that something else has altered: no request to where a
 * pointer must not lead.
 */
@AwsTest
class BadPointerTests {

	private final AwsEnvironment aws;

	private TamperedPage page;

	BadPointerTests(AwsEnvironment aws) {
		this.aws = aws;
		this.page = new TamperedPage(Fixture.builder(aws).build().withTable(Page.class));
	}

	@AfterEach
	void close() {
		this.page.fixture().close();
	}

	@Test
	void aPointerOverTheSizeLimitIsNotFollowed() {
		use(Fixture.builder(this.aws).settings((it) -> it.maxAttributeSize(1000)));
		this.page.save("html");
		this.page.changePointer(Map.of("size", AttributeValue.fromN("1001"), "stored", AttributeValue.fromN("1001")));
		this.page.assertCorrupt("s3backed.max-attribute-size");
		assertThat(this.page.fixture().requests().counts()).doesNotContainKey("GetObject");
	}

	@ParameterizedTest
	@CsvSource({ "gzip, 10000000, 10", "zstd, 10000000, 10", "none, 100, 99" })
	void aPointerOfImplausibleLengthsIsNotFollowed(String codec, String size, String stored) {
		this.page.save("html");
		this.page.changePointer(Map.of("codec", AttributeValue.fromS(codec), "size", AttributeValue.fromN(size),
				"stored", AttributeValue.fromN(stored)));
		this.page.assertCorrupt("'html'");
		assertThat(this.page.fixture().requests().counts()).doesNotContainKey("GetObject");
	}

	@ParameterizedTest
	@EnumSource
	void aPointerToAForeignObjectIsNotFollowed(ForeignPlace place) {
		this.page.save("html");
		this.page.fixture().template().save(Page.of(TamperedPage.URL + "other", "html"));
		String uri = place.uri.apply(this.page.pointer().get("uri").s());
		assertThat(uri).isNotEqualTo(this.page.pointer().get("uri").s());
		this.page.changePointer(Map.of("uri", AttributeValue.fromS(uri)));
		assertThatExceptionOfType(ForeignPointerException.class).isThrownBy(this.page::find)
			.withMessageContaining("'html'")
			.withMessageContaining(uri)
			.withMessageContaining("s3backed.read-locations");
		assertThat(this.page.fixture().requests().counts()).doesNotContainKey("GetObject");
	}

	@Test
	void aForeignObjectIsNeitherCarriedOverNorRemoved() {
		this.page.save("html");
		this.page.fixture().template().save(Page.of(TamperedPage.URL + "other", "html"));
		Map<String, AttributeValue> other = this.page.item(TamperedPage.URL + "other").get("html").m();
		this.page.changePointer(Map.of("uri", other.get("uri")));
		this.page.save("html");
		assertThat(this.page.pointer().get("uri")).isNotEqualTo(other.get("uri"));
		assertThat(this.page.find()).contains(Page.of(TamperedPage.URL, "html"));
		this.page.changePointer(Map.of("uri", other.get("uri")));
		this.page.delete();
		assertThat(this.page.fixture().template().findByKey(Page.class, key(TamperedPage.URL + "other")))
			.contains(Page.of(TamperedPage.URL + "other", "html"));
	}

	@ParameterizedTest
	@CsvSource({ "v, 2", "v, ''", "uri, https://example.com/x", "uri, s3://", "size, -1", "size, 1.5", "stored, -7",
			"sha256, abc", "codec, lz4", "type, ''" })
	void aMalformedPointerIsToldByAttribute(String field, String value) {
		this.page.save("html");
		AttributeValue malformed = switch (field) {
			case "v", "size", "stored" -> value.isEmpty() ? AttributeValue.fromBool(true) : AttributeValue.fromN(value);
			case "type" -> AttributeValue.fromBool(true);
			default -> AttributeValue.fromS(value);
		};
		this.page.changePointer(Map.of(field, malformed));
		Map<String, AttributeValue> before = this.page.item(TamperedPage.URL);
		this.page.assertCorrupt("'html'");
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> this.page.save("new"))
			.withMessageContaining("'html'");
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> this.page.delete())
			.withMessageContaining("'html'");
		assertThat(this.page.fixture().requests().counts()).containsOnlyKeys("GetItem");
		assertThat(this.page.item(TamperedPage.URL)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "v", "uri", "size", "stored", "sha256", "codec", "type" })
	void anIncompletePointerIsToldByAttribute(String field) {
		this.page.save("html");
		Map<String, AttributeValue> pointer = new HashMap<>(this.page.pointer());
		pointer.remove(field);
		this.page.change("html", AttributeValue.fromM(pointer));
		this.page.assertCorrupt("'html'");
		assertThat(this.page.fixture().requests().counts()).containsOnlyKeys("GetItem");
	}

	/**
	 * An attribute that the class does not have, with fields as a pointer has them.
	 */
	@Test
	void aDocumentOfTheApplicationThatResemblesAPointerKeepsNothing() {
		AttributeValue document = AttributeValue.fromM(Map.of("v", AttributeValue.fromN("3"), "uri",
				AttributeValue.fromS("s3://downloads/file"), "sha256", AttributeValue.fromS("9f86")));
		this.page.save("html");
		this.page.change("download", document);
		this.page.save("new");
		assertThat(this.aws.objectSizes()).hasSize(1);
		this.page.change("download", document);
		assertThat(this.page.delete()).isTrue();
		assertThat(this.aws.objectSizes()).isEmpty();
	}

	@Test
	void anItemWithAPointerOfANewerVersionInAnAttributeThatIsNotMappedIsNotDeleted() {
		this.page.save("html");
		Map<String, AttributeValue> newer = new HashMap<>(this.page.pointer());
		newer.put("v", AttributeValue.fromN("2"));
		this.page.change("other", AttributeValue.fromM(newer));
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this.page::delete)
			.withMessageContainingAll("'other'", "S.https!3a!2f!2fexample.com!2f", this.page.table(), "newer version");
		assertThat(this.page.find()).contains(Page.of(TamperedPage.URL, "html"));
	}

	@Test
	void aMalformedWriteRecordStopsWritesAndNamesTheAttribute() {
		this.page.save("html");
		for (AttributeValue record : new AttributeValue[] { AttributeValue.fromS("x"),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("1"))),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("1"), "w", AttributeValue.fromS("x"))),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("2"), "w",
						AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16])))) }) {
			this.page.change("_s3b", record);
			assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> this.page.save("new"))
				.withMessageContaining("rite record")
				.withMessageContaining(this.page.table());
			assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> this.page.delete())
				.withMessageContaining("rite record");
			assertThat(this.page.find()).contains(Page.of(TamperedPage.URL, "html"));
		}
	}

	private void use(Fixture.Builder builder) {
		close();
		this.page = new TamperedPage(builder.build().withTable(Page.class));
	}

	private static Key key(String url) {
		return Key.builder().partitionValue(url).build();
	}

	/**
	 * Where the pointer of an item must not lead.
	 */
	enum ForeignPlace {

		OTHER_BUCKET((uri) -> uri.replaceFirst("s3://[^/]+", "s3://another-bucket")),

		OTHER_PREFIX((uri) -> uri.replaceFirst("(s3://[^/]+)/", "$1/secret/")),

		OTHER_TABLE((uri) -> uri.replaceFirst("(s3://[^/]+/)[^/]+", "$1another-table")),

		OTHER_ITEM((uri) -> uri.replace("S.https!3a!2f!2fexample.com!2f", "S.https!3a!2f!2fexample.com!2fother")),

		NO_KEY_OF_OURS((uri) -> uri.replaceFirst("(s3://[^/]+)/.*", "$1/backup.sql")),

		PARENT((uri) -> uri.replaceFirst("(s3://[^/]+)/", "$1/../"));

		private final UnaryOperator<String> uri;

		ForeignPlace(UnaryOperator<String> uri) {
			this.uri = uri;
		}

	}

}
