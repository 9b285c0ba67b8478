package io.github.s3backed.core;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.s3backed.Compression;
import io.github.s3backed.CorruptObjectException;
import io.github.s3backed.DanglingPointerException;
import io.github.s3backed.ForeignPointerException;
import io.github.s3backed.event.DanglingPointerEvent;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects and pointers that something else has altered or removed: never wrong data, and
 * no request to where a pointer must not lead.
 */
@AwsTest
class BadDataTests {

	private static final String URL = "https://example.com/";

	private final AwsEnvironment aws;

	private final BytesRead bytesRead = new BytesRead();

	private Fixture fixture;

	BadDataTests(AwsEnvironment aws) {
		this.aws = aws;
		this.fixture = Fixture.builder(aws).interceptor(this.bytesRead).build().withTable(Page.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void anObjectThatWasRemovedIsADanglingPointer() {
		save("html");
		String uri = pointer().get("uri").s();
		this.aws.s3().deleteObject((it) -> it.bucket(this.aws.bucket()).key(objectKey()));
		assertThatExceptionOfType(DanglingPointerException.class).isThrownBy(this::find)
			.withMessageContaining("'html'")
			.withMessageContaining(uri);
		assertThat(this.fixture.events()).singleElement().isEqualTo(new DanglingPointerEvent(table(), "html", uri));
		assertThat(this.fixture.requests().counts()).containsEntry("GetObject", 1L);
	}

	@ParameterizedTest
	@EnumSource
	void anObjectThatWasAlteredIsRefused(Compression compression) {
		use(Fixture.builder(this.aws).compression(compression));
		save("html ".repeat(100));
		byte[] stored = this.aws.object(objectKey());
		byte[] altered = stored.clone();
		altered[altered.length / 2] ^= 1;
		overwrite(altered);
		assertCorrupt("'html'");
		overwrite(Arrays.copyOf(stored, stored.length - 1));
		assertCorrupt("'html'");
		overwrite(Arrays.copyOf(stored, stored.length + 1));
		assertCorrupt("'html'");
	}

	@ParameterizedTest
	@CsvSource({ "GZIP, 40", "GZIP, 200000", "ZSTD, 40", "ZSTD, 200000" })
	void anObjectThatIsNotCompressedAsItsPointerSaysIsRefusedAtOnce(Compression compression, int length) {
		save("html");
		byte[] garbage = new byte[length];
		new Random(1).nextBytes(garbage);
		overwrite(garbage);
		changePointer(Map.of("codec", AttributeValue.fromS(compression.name().toLowerCase()), "stored",
				AttributeValue.fromN(Integer.toString(length)), "size", AttributeValue.fromN("1000")));
		assertCorrupt("cannot be decompressed");
		assertThat(this.fixture.requests().counts()).containsEntry("GetObject", 1L);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void aCompressedObjectThatEndsEarlyIsRefusedAtOnce(Compression compression) {
		use(Fixture.builder(this.aws).compression(compression));
		save(new Random(1).ints(50_000)
			.mapToObj(Integer::toString)
			.reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
			.toString());
		byte[] stored = this.aws.object(objectKey());
		overwrite(Arrays.copyOf(stored, stored.length / 2));
		changePointer(Map.of("stored", AttributeValue.fromN(Integer.toString(stored.length / 2))));
		assertCorrupt("'html'");
		assertThat(this.fixture.requests().counts()).containsEntry("GetObject", 1L);
	}

	@ParameterizedTest
	@EnumSource(names = { "GZIP", "ZSTD" })
	void aDecompressionBombIsNotReadFurtherThanItsPointerSays(Compression compression) throws IOException {
		save("html");
		byte[] bomb = bomb(compression);
		overwrite(bomb);
		changePointer(Map.of("codec", AttributeValue.fromS(compression.name().toLowerCase()), "stored",
				AttributeValue.fromN(Integer.toString(bomb.length)), "size", AttributeValue.fromN("1000")));
		this.bytesRead.count.set(0);
		assertCorrupt("more bytes than its pointer says");
		assertThat(this.bytesRead.count).hasValueLessThan(bomb.length / 2);
	}

	/**
	 * A gigabyte of zeros: the same compressed part again and again, and then bytes that
	 * do not compress.
	 */
	private static byte[] bomb(Compression compression) throws IOException {
		ByteArrayOutputStream part = new ByteArrayOutputStream();
		try (OutputStream out = (compression == Compression.GZIP) ? new GZIPOutputStream(part)
				: new ZstdOutputStreamNoFinalizer(part)) {
			byte[] zeros = new byte[1 << 20];
			for (int i = 0; i < 8; i++) {
				out.write(zeros);
			}
		}
		ByteArrayOutputStream bomb = new ByteArrayOutputStream();
		for (int i = 0; i < 128; i++) {
			bomb.writeBytes(part.toByteArray());
		}
		byte[] padding = new byte[1 << 20];
		new Random(1).nextBytes(padding);
		bomb.writeBytes(padding);
		return bomb.toByteArray();
	}

	@Test
	void aPointerOverTheSizeLimitIsNotFollowed() {
		use(Fixture.builder(this.aws).settings(Settings.maxAttributeSize(1000)));
		save("html");
		changePointer(Map.of("size", AttributeValue.fromN("1001"), "stored", AttributeValue.fromN("1001")));
		assertCorrupt("s3backed.max-attribute-size");
		assertThat(this.fixture.requests().counts()).doesNotContainKey("GetObject");
	}

	@ParameterizedTest
	@CsvSource({ "gzip, 10000000, 10", "zstd, 10000000, 10", "none, 100, 99" })
	void aPointerOfImplausibleLengthsIsNotFollowed(String codec, String size, String stored) {
		save("html");
		changePointer(Map.of("codec", AttributeValue.fromS(codec), "size", AttributeValue.fromN(size), "stored",
				AttributeValue.fromN(stored)));
		assertCorrupt("'html'");
		assertThat(this.fixture.requests().counts()).doesNotContainKey("GetObject");
	}

	@ParameterizedTest
	@EnumSource
	void aPointerToAForeignObjectIsNotFollowed(ForeignPlace place) {
		save("html");
		this.fixture.template().save(Page.of(URL + "other", "html"));
		String uri = place.uri.apply(pointer().get("uri").s());
		assertThat(uri).isNotEqualTo(pointer().get("uri").s());
		changePointer(Map.of("uri", AttributeValue.fromS(uri)));
		assertThatExceptionOfType(ForeignPointerException.class).isThrownBy(this::find)
			.withMessageContaining("'html'")
			.withMessageContaining(uri)
			.withMessageContaining("s3backed.read-locations");
		assertThat(this.fixture.requests().counts()).doesNotContainKey("GetObject");
	}

	@Test
	void aForeignObjectIsNeitherCarriedOverNorRemoved() {
		save("html");
		this.fixture.template().save(Page.of(URL + "other", "html"));
		Map<String, AttributeValue> other = item(URL + "other").get("html").m();
		changePointer(Map.of("uri", other.get("uri")));
		save("html");
		assertThat(pointer().get("uri")).isNotEqualTo(other.get("uri"));
		assertThat(find()).contains(Page.of(URL, "html"));
		changePointer(Map.of("uri", other.get("uri")));
		this.fixture.template().deleteByKey(Page.class, Operation.key());
		assertThat(this.fixture.template().findByKey(Page.class, key(URL + "other")))
			.contains(Page.of(URL + "other", "html"));
	}

	@ParameterizedTest
	@CsvSource({ "v, 2", "v, ''", "uri, https://example.com/x", "uri, s3://", "size, -1", "size, 1.5", "stored, 1e3",
			"sha256, abc", "codec, lz4", "type, ''" })
	void aMalformedPointerIsToldByAttribute(String field, String value) {
		save("html");
		AttributeValue malformed = switch (field) {
			case "v", "size", "stored" -> value.isEmpty() ? AttributeValue.fromBool(true) : AttributeValue.fromN(value);
			case "type" -> AttributeValue.fromBool(true);
			default -> AttributeValue.fromS(value);
		};
		changePointer(Map.of(field, malformed));
		Map<String, AttributeValue> before = item(URL);
		assertCorrupt("'html'");
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> save("new"))
			.withMessageContaining("'html'");
		assertThatExceptionOfType(CorruptObjectException.class)
			.isThrownBy(() -> this.fixture.template().deleteByKey(Page.class, Operation.key()))
			.withMessageContaining("'html'");
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
		assertThat(item(URL)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "v", "uri", "size", "stored", "sha256", "codec", "type" })
	void anIncompletePointerIsToldByAttribute(String field) {
		save("html");
		Map<String, AttributeValue> pointer = new HashMap<>(pointer());
		pointer.remove(field);
		change("html", AttributeValue.fromM(pointer));
		assertCorrupt("'html'");
		assertThat(this.fixture.requests().counts()).containsOnlyKeys("GetItem");
	}

	@Test
	void aMalformedWriteRecordStopsWritesAndNamesTheAttribute() {
		save("html");
		for (AttributeValue record : new AttributeValue[] { AttributeValue.fromS("x"),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("1"))),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("1"), "w", AttributeValue.fromS("x"))),
				AttributeValue.fromM(Map.of("v", AttributeValue.fromN("2"), "w",
						AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16])))) }) {
			change("_s3b", record);
			assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(() -> save("new"))
				.withMessageContaining("rite record")
				.withMessageContaining(table());
			assertThatExceptionOfType(CorruptObjectException.class)
				.isThrownBy(() -> this.fixture.template().deleteByKey(Page.class, Operation.key()))
				.withMessageContaining("rite record");
			assertThat(find()).contains(Page.of(URL, "html"));
		}
	}

	private void use(Fixture.Builder builder) {
		this.fixture.close();
		this.fixture = builder.interceptor(this.bytesRead).build().withTable(Page.class);
	}

	private void save(String html) {
		this.fixture.template().save(Page.of(URL, html));
	}

	private Optional<Page> find() {
		return this.fixture.template().findByKey(Page.class, Operation.key());
	}

	private void assertCorrupt(String mentioned) {
		assertThatExceptionOfType(CorruptObjectException.class).isThrownBy(this::find).withMessageContaining(mentioned);
	}

	private String table() {
		return this.fixture.table(Page.class);
	}

	private Map<String, AttributeValue> item(String url) {
		return this.aws.dynamoDb()
			.getItem((it) -> it.tableName(table()).key(Map.of("url", AttributeValue.fromS(url))).consistentRead(true))
			.item();
	}

	private Map<String, AttributeValue> pointer() {
		return item(URL).get("html").m();
	}

	private String objectKey() {
		return pointer().get("uri").s().substring("s3://".length() + this.aws.bucket().length() + 1);
	}

	private void overwrite(byte[] content) {
		this.aws.s3().putObject((it) -> it.bucket(this.aws.bucket()).key(objectKey()), RequestBody.fromBytes(content));
	}

	/**
	 * Changes the stored pointer, and forgets the requests so far.
	 */
	private void changePointer(Map<String, AttributeValue> fields) {
		Map<String, AttributeValue> pointer = new HashMap<>(pointer());
		pointer.putAll(fields);
		change("html", AttributeValue.fromM(pointer));
	}

	private void change(String attribute, AttributeValue value) {
		this.aws.dynamoDb()
			.updateItem((it) -> it.tableName(table())
				.key(Map.of("url", AttributeValue.fromS(URL)))
				.attributeUpdates(Map.of(attribute,
						AttributeValueUpdate.builder().action(AttributeAction.PUT).value(value).build())));
		this.fixture.requests().clear();
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

	/**
	 * Counts how much of objects is read.
	 */
	private static final class BytesRead implements ExecutionInterceptor {

		private final AtomicLong count = new AtomicLong();

		@Override
		public Optional<InputStream> modifyHttpResponseContent(Context.ModifyHttpResponse context,
				ExecutionAttributes attributes) {
			return (context.request() instanceof GetObjectRequest) ? context.responseBody().map(this::counting)
					: context.responseBody();
		}

		private InputStream counting(InputStream body) {
			return new FilterInputStream(body) {

				@Override
				public int read() throws IOException {
					int next = super.read();
					BytesRead.this.count.addAndGet((next < 0) ? 0 : 1);
					return next;
				}

				@Override
				public int read(byte[] bytes, int offset, int length) throws IOException {
					int read = super.read(bytes, offset, length);
					BytesRead.this.count.addAndGet(Math.max(0, read));
					return read;
				}

			};
		}

	}

}
