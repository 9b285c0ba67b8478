package io.github.s3backed.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.s3backed.S3Backed;
import io.github.s3backed.StoredAttribute;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Entities with keys of every type, however hostile, are stored, found and kept apart.
 */
@AwsTest
class KeyTests {

	private static final List<String> HOSTILE = List.of("/", "//", ".", "..", "../", "a/../b", "b", "a/./b", "a/b", "%",
			"%2F", "%00", "\0", "\0\0", "\n", " ", "+", "\uD83D\uDE00", "\uDBFF\uDFFF", "\uFFFF", "é", "e\u0301", "S.a",
			"a", "H.a", "!", "!S.a", "a!S.b", "a!21S.b", "a!2f", "s3://bucket/key", "?x=y#z", "\\", "'\"`${}#{T(x)}",
			"é".repeat(1024), "é".repeat(1023) + "ab", "x".repeat(2048), "x".repeat(2047) + "y", "/".repeat(2048));

	private final Fixture fixture;

	KeyTests(AwsEnvironment aws) {
		this.fixture = new Fixture(aws);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void hostilePartitionKeysAreFoundAgainAndShareNothing() {
		this.fixture.withTable(Text.class);
		List<Text> entities = HOSTILE.stream().map((key) -> new Text(key, "content of " + key)).toList();
		assertKeptApart(entities);
	}

	@Test
	void hostileSortKeysAreFoundAgainAndShareNothing() {
		this.fixture.withTable(Sorted.class);
		List<Sorted> entities = new ArrayList<>();
		HOSTILE.stream().filter((key) -> key.length() < 100).forEach((key) -> {
			entities.add(new Sorted(key, "s", "content"));
			entities.add(new Sorted("p", key, "content"));
		});
		entities.add(new Sorted("é".repeat(1024), "é".repeat(512), "content"));
		entities.add(new Sorted("a!S.b", "c", "content"));
		entities.add(new Sorted("a", "b!S.c", "content"));
		assertKeptApart(entities);
	}

	@Test
	void numbersAreKeysWhateverTheirNotation() {
		this.fixture.withTable(Number.class);
		assertKeptApart(List.of(number("0"), number("1"), number("-1"), number("1.5"), number("1E+125"),
				number("-1E-130"), number("12345678901234567890123456789012345678"),
				number("12345678901234567890123456789012345679")));
		for (String one : List.of("1", "1.0", "1E0", "0.1E1")) {
			assertThat(this.fixture.template().findByKey(Number.class, key(new BigDecimal(one)))).contains(number("1"));
		}
		for (String zero : List.of("0", "0.0", "0E5")) {
			assertThat(this.fixture.template().findByKey(Number.class, key(new BigDecimal(zero))))
				.contains(number("0"));
		}
	}

	@Test
	void numbersThatAreEqualAreOneItem() {
		this.fixture.withTable(Number.class);
		this.fixture.template().save(new Number(new BigDecimal("1.0"), "first"));
		this.fixture.template().save(new Number(new BigDecimal("1E0"), "second"));
		assertThat(this.fixture.template().count(Number.class)).isOne();
		assertThat(this.fixture.aws().objectSizes()).hasSize(1);
		assertThat(this.fixture.template().findByKey(Number.class, key(BigDecimal.ONE)))
			.hasValueSatisfying((found) -> assertThat(found.body()).isEqualTo("second"));
	}

	@Test
	void numberThatDynamoDbCannotHoldIsRefusedBeforeAnythingIsSent() {
		this.fixture.withTable(Number.class).requests().clear();
		assertThatIllegalArgumentException().isThrownBy(() -> this.fixture.template().save(number("1E2000000000")))
			.withMessageContaining("DynamoDB's range");
		assertThat(this.fixture.requests().counts()).isEmpty();
	}

	@Test
	void bytesAreKeys() {
		this.fixture.withTable(Binary.class);
		assertKeptApart(List.of(binary(0), binary(0, 0), binary(-1), binary('a'), binary('/'), binary('.', '.'),
				new Binary(SdkBytes.fromByteArray(new byte[2048]), "content")));
	}

	@Test
	void typesOfPartitionAndSortKeyMayDiffer() {
		this.fixture.withTable(Mixed.class);
		assertKeptApart(List.of(new Mixed(1, SdkBytes.fromUtf8String("1"), "a"),
				new Mixed(1, SdkBytes.fromUtf8String("2"), "b"), new Mixed(-1, SdkBytes.fromUtf8String("1"), "c")));
	}

	/**
	 * Saves all, finds each alone and all together, and deletes them one by one.
	 */
	private <T> void assertKeptApart(List<T> entities) {
		@SuppressWarnings("unchecked")
		Class<T> type = (Class<T>) entities.get(0).getClass();
		S3BackedTemplate template = this.fixture.template();
		entities.forEach(template::insert);
		List<Key> keys = entities.stream().map(template::keyOf).toList();
		List<String> uris = keys.stream()
			.flatMap((key) -> template.findStoredAttributes(type, key).stream())
			.map(StoredAttribute::uri)
			.toList();
		assertThat(uris).hasSameSizeAs(entities).doesNotHaveDuplicates();
		Map<String, Long> objects = this.fixture.aws().objectSizes();
		assertThat(objects).hasSameSizeAs(entities);
		for (int i = 0; i < entities.size(); i++) {
			assertThat(template.findByKey(type, keys.get(i))).contains(entities.get(i));
		}
		assertThat(template.findAllByKey(type, keys)).containsExactlyInAnyOrderElementsOf(entities);
		assertThat(template.findAll(type)).containsExactlyInAnyOrderElementsOf(entities);
		assertDeletedAlone(type, keys, entities);
		entities.forEach(template::insert);
	}

	private <T> void assertDeletedAlone(Class<T> type, List<Key> keys, List<T> entities) {
		for (int i = 0; i < keys.size(); i++) {
			assertThat(this.fixture.template().deleteByKey(type, keys.get(i))).isTrue();
			assertThat(this.fixture.aws().objectSizes()).hasSize(entities.size() - 1 - i);
		}
		assertThat(this.fixture.items(type)).isEmpty();
	}

	private static Key key(BigDecimal number) {
		return Key.builder().partitionValue(number).build();
	}

	private static Number number(String number) {
		return new Number(new BigDecimal(number).stripTrailingZeros(), "content");
	}

	private static Binary binary(int... bytes) {
		byte[] key = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			key[i] = (byte) bytes[i];
		}
		return new Binary(SdkBytes.fromByteArray(key), "content");
	}

	record Text(@DynamoDbPartitionKey String id, @S3Backed(key = "id") @Nullable String body) {
	}

	record Sorted(@DynamoDbPartitionKey String id, @DynamoDbSortKey String sort, @S3Backed @Nullable String body) {
	}

	record Number(@DynamoDbPartitionKey BigDecimal id, @S3Backed @Nullable String body) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Number that && this.id.compareTo(that.id) == 0
					&& String.valueOf(this.body).equals(that.body);
		}

		@Override
		public int hashCode() {
			return this.id.stripTrailingZeros().hashCode();
		}

	}

	record Binary(@DynamoDbPartitionKey SdkBytes id, @S3Backed @Nullable String body) {
	}

	record Mixed(@DynamoDbPartitionKey int id, @DynamoDbSortKey SdkBytes sort, @S3Backed @Nullable String body) {
	}

}
