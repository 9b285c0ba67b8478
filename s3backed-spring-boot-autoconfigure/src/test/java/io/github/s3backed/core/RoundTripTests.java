package io.github.s3backed.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.S3BackedSettings;
import io.github.s3backed.StoredAttribute;
import io.github.s3backed.core.Page.Link;
import io.github.s3backed.mapping.S3BackedMappingContext;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is saved is found again, and lies in S3 and DynamoDB as promised.
 */
@AwsTest
class RoundTripTests {

	private static final String URL = "https://example.com/";

	private static final Key KEY = Key.builder().partitionValue(URL).build();

	private final AwsEnvironment aws;

	private @Nullable Fixture fixture;

	RoundTripTests(AwsEnvironment aws) {
		this.aws = aws;
	}

	@AfterEach
	void close() {
		if (this.fixture != null) {
			this.fixture.close();
		}
	}

	@ParameterizedTest
	@EnumSource
	void oneByteOfEachTypeComesBack(Compression compression) {
		assertComesBack(compression, page("x", new byte[] { -1 }, List.of()));
	}

	@ParameterizedTest
	@EnumSource
	void fiveMegabytesOfEachTypeComeBack(Compression compression) {
		byte[] bytes = new byte[5_000_000];
		new Random(1).nextBytes(bytes);
		assertComesBack(compression, page(text(5_000_000), bytes, links(100_000)));
	}

	@ParameterizedTest
	@EnumSource
	void nullComesBackAndHasNeitherObjectNorAttribute(Compression compression) {
		Fixture fixture = assertComesBack(compression, page(null, null, null));
		assertThat(fixture.aws().objectSizes()).isEmpty();
		assertThat(fixture.items(Page.class)).singleElement()
			.satisfies((item) -> assertThat(item).containsOnlyKeys("url", "title", "_s3b"));
	}

	@ParameterizedTest
	@EnumSource
	void emptyIsNotNull(Compression compression) {
		Fixture fixture = assertComesBack(compression, page("", new byte[0], List.of()));
		assertThat(fixture.aws().objectSizes()).hasSize(3);
	}

	@Test
	void valueThatBecomesNullLeavesNothing() {
		S3BackedTemplate template = fixture(Compression.NONE).template();
		template.save(page("html", new byte[1], links(1)));
		template.save(page(null, null, null));
		assertThat(template.findByKey(Page.class, KEY)).contains(page(null, null, null));
		assertThat(this.aws.objectSizes()).isEmpty();
	}

	@Test
	void objectsCarryTheirContentType() {
		Fixture fixture = assertComesBack(Compression.NONE, page("html", new byte[1], links(1)));
		assertThat(head(fixture, "html").contentType()).isEqualTo("text/html");
		assertThat(head(fixture, "coverImage").contentType()).isEqualTo("application/octet-stream");
		assertThat(head(fixture, "links").contentType()).isEqualTo("application/json");
		assertThat(head(fixture, "html").contentEncoding()).isNull();
	}

	@Test
	void gzipShowsInTheContentEncodingAndOnlyWhereItWasUsed() {
		Fixture fixture = assertComesBack(Compression.GZIP, page(text(1000), new byte[1], links(100)));
		assertThat(head(fixture, "html").contentEncoding()).isEqualTo("gzip");
		assertThat(head(fixture, "html").contentType()).isEqualTo("text/html");
		assertThat(head(fixture, "links").contentEncoding()).isEqualTo("gzip");
		assertThat(head(fixture, "coverImage").contentEncoding()).isNull();
	}

	@Test
	void zstdHasNoContentEncodingSinceFewClientsReadIt() {
		Fixture fixture = assertComesBack(Compression.ZSTD, page(text(1000), new byte[1], links(100)));
		assertThat(head(fixture, "html").contentEncoding()).isNull();
	}

	@Test
	void textLiesInS3AsUtf8() {
		Fixture fixture = assertComesBack(Compression.NONE, page("grün \uD83D\uDE00\0", new byte[1], links(1)));
		assertThat(fixture.aws().object(objectKey(fixture, "html")))
			.isEqualTo("grün \uD83D\uDE00\0".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void objectKeyEndsReadably() {
		Fixture fixture = assertComesBack(Compression.NONE, page("html", new byte[1], null));
		assertThat(objectKey(fixture, "html")).endsWith("/aHR0cHM6Ly9leGFtcGxlLmNvbS8.html");
		assertThat(objectKey(fixture, "coverImage")).matches(".*/coverImage/[0-9a-f-]{36}");
	}

	@Test
	void storedAttributesTellWhereAndHowEachLies() {
		Fixture fixture = assertComesBack(Compression.GZIP, page(text(1000), new byte[] { 1 }, null));
		List<StoredAttribute> stored = fixture.template().findStoredAttributes(Page.class, KEY);
		Map<String, Long> sizes = fixture.aws().objectSizes();
		assertThat(stored).extracting(StoredAttribute::name).containsExactly("coverImage", "html");
		assertThat(stored.get(0)).isEqualTo(new StoredAttribute("coverImage", stored.get(0).uri(), 1, 1,
				"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a", Compression.NONE,
				"application/octet-stream"));
		StoredAttribute html = stored.get(1);
		assertThat(html.size()).isEqualTo(1000);
		assertThat(html.storedSize()).isEqualTo(sizes.get(objectKey(fixture, "html"))).isLessThan(1000);
		assertThat(html.compression()).isEqualTo(Compression.GZIP);
		assertThat(html.contentType()).isEqualTo("text/html");
	}

	@Test
	void theLevelOfAnAttributeReachesItsObjects() {
		this.fixture = new Fixture(this.aws).withTable(Leveled.class);
		Leveled leveled = new Leveled("id", text(100_000), text(100_000));
		this.fixture.template().save(leveled);
		assertThat(this.fixture.template().findByKey(Leveled.class, Key.builder().partitionValue("id").build()))
			.contains(leveled);
		assertLevelsShow(Leveled.class);
	}

	@Test
	void theLevelOfAnAttributeReachesItsStreams() {
		this.fixture = new Fixture(this.aws).withTable(LeveledStreams.class);
		Resource text = new ByteArrayResource(text(1_000_000).getBytes(StandardCharsets.UTF_8));
		this.fixture.template().save(new LeveledStreams("id", text, text));
		assertLevelsShow(LeveledStreams.class);
	}

	private void assertLevelsShow(Class<?> type) {
		assertThat(this.fixture.template().findStoredAttributes(type, Key.builder().partitionValue("id").build()))
			.satisfiesExactly((fast) -> assertThat(fast.name()).isEqualTo("fast"),
					(thorough) -> assertThat(thorough.name()).isEqualTo("thorough"))
			.extracting(StoredAttribute::storedSize)
			.satisfies((sizes) -> assertThat(sizes.get(1)).isLessThan(sizes.get(0)));
	}

	record Leveled(@DynamoDbPartitionKey String id,
			@S3Backed(compression = Compression.GZIP, compressionLevel = 1) String fast,
			@S3Backed(compression = Compression.GZIP, compressionLevel = 9) String thorough) {
	}

	record LeveledStreams(@DynamoDbPartitionKey String id,
			@S3Backed(compression = Compression.GZIP, compressionLevel = 1) Resource fast,
			@S3Backed(compression = Compression.GZIP, compressionLevel = 9) Resource thorough) {
	}

	@ParameterizedTest
	@EnumSource
	void whatWasWrittenWithAnotherCompressionIsReadAndReplaced(Compression later) {
		for (Compression earlier : Compression.values()) {
			Fixture fixture = fixture(earlier);
			fixture.template().save(page(text(1000), new byte[100], links(100)));
			try (S3BackedTemplate changed = sharing(fixture, later)) {
				assertThat(changed.findByKey(Page.class, KEY)).contains(page(text(1000), new byte[100], links(100)));
				changed.save(page(text(2000), new byte[100], links(100)));
				assertThat(changed.findByKey(Page.class, KEY)).contains(page(text(2000), new byte[100], links(100)));
			}
			assertThat(fixture.template().findByKey(Page.class, KEY))
				.contains(page(text(2000), new byte[100], links(100)));
			fixture.template().deleteByKey(Page.class, KEY);
			assertThat(this.aws.objectSizes()).isEmpty();
			fixture.close();
		}
	}

	@Test
	void valuesFromBeforeTheAttributeWasS3BackedAreReadAndThenReplaced() {
		Fixture fixture = fixture(Compression.NONE);
		Map<String, AttributeValue> item = Map.of("url", AttributeValue.fromS(URL), "html",
				AttributeValue.fromS("inline"), "coverImage",
				AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] { 1, 2 })));
		this.aws.dynamoDb().putItem((request) -> request.tableName(fixture.table(Page.class)).item(item));
		Page found = fixture.template().findByKey(Page.class, KEY).orElseThrow();
		assertThat(found.getHtml()).isEqualTo("inline");
		assertThat(found.getCoverImage()).containsExactly(1, 2);
		assertThat(fixture.template().findStoredAttributes(Page.class, KEY)).isEmpty();
		fixture.template().save(found);
		assertThat(fixture.template().findByKey(Page.class, KEY)).contains(found);
		assertThat(fixture.template().findStoredAttributes(Page.class, KEY)).hasSize(2);
		assertThat(this.aws.objectSizes()).hasSize(2);
	}

	@Test
	void itemFromBeforeTheAttributesWereS3BackedIsDeleted() {
		Fixture fixture = fixture(Compression.NONE);
		Map<String, AttributeValue> item = Map.of("url", AttributeValue.fromS(URL), "html",
				AttributeValue.fromS("inline"));
		this.aws.dynamoDb().putItem((request) -> request.tableName(fixture.table(Page.class)).item(item));
		assertThat(fixture.template().deleteByKey(Page.class, KEY)).isTrue();
		assertThat(fixture.items(Page.class)).isEmpty();
	}

	private Fixture assertComesBack(Compression compression, Page page) {
		Fixture fixture = fixture(compression);
		assertThat(fixture.template().save(page)).isSameAs(page);
		assertThat(fixture.template().findByKey(Page.class, KEY)).contains(page);
		assertThat(fixture.events()).isEmpty();
		return fixture;
	}

	private Fixture fixture(Compression compression) {
		this.fixture = new Fixture(this.aws, compression).withTable(Page.class);
		return this.fixture;
	}

	/**
	 * A template on the same table and bucket with another setting.
	 */
	private S3BackedTemplate sharing(Fixture fixture, Compression compression) {
		DynamoDbEnhancedClient enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(this.aws.dynamoDb()).build();
		S3BackedMappingContext mappings = new S3BackedMappingContext(enhanced, fixture::table,
				JsonMapper.builder().build(), compression, null);
		return new S3BackedTemplate(this.aws.s3(), this.aws.dynamoDb(), mappings,
				S3BackedSettings.forBucket(this.aws.bucket()), (event) -> {
				});
	}

	private HeadObjectResponse head(Fixture fixture, String attribute) {
		String key = objectKey(fixture, attribute);
		return this.aws.s3().headObject((request) -> request.bucket(this.aws.bucket()).key(key));
	}

	private String objectKey(Fixture fixture, String attribute) {
		String uri = fixture.template()
			.findStoredAttributes(Page.class, KEY)
			.stream()
			.filter((stored) -> stored.name().equals(attribute))
			.map(StoredAttribute::uri)
			.findFirst()
			.orElseThrow();
		return uri.substring(("s3://" + this.aws.bucket() + "/").length());
	}

	private static Page page(@Nullable String html, byte @Nullable [] image, @Nullable List<Link> links) {
		Page page = Page.of(URL, html);
		page.setTitle("title");
		page.setCoverImage(image);
		page.setLinks(links);
		return page;
	}

	private static String text(int length) {
		Random random = new Random(42);
		StringBuilder text = new StringBuilder(length + 32);
		while (text.length() < length) {
			text.append("<li>").append(random.nextInt(100_000)).append("</li>\n");
		}
		return text.substring(0, length);
	}

	private static List<Link> links(int count) {
		return new Random(42).ints(count).mapToObj((it) -> new Link("https://example.com/" + it, it)).toList();
	}

}
