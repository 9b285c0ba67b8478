package io.github.s3backed.core;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.github.s3backed.Compression;
import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Input that cannot be right is refused before anything is sent.
 */
@AwsTest
@SuppressWarnings("NullAway")
class InvalidInputTests {

	private final AwsEnvironment aws;

	private final Fixture fixture;

	private final S3BackedTemplate template;

	InvalidInputTests(AwsEnvironment aws) {
		this.aws = aws;
		this.fixture = new Fixture(aws).withTable(Entry.class).withTable(Sorted.class).withTable(Binary.class);
		this.template = this.fixture.template();
	}

	@BeforeEach
	void forgetSetUp() {
		this.fixture.requests().clear();
	}

	@AfterEach
	void close() {
		assertThat(this.fixture.requests().counts()).isEmpty();
		assertThat(this.aws.objectSizes()).isEmpty();
		this.fixture.close();
	}

	@Test
	void oneBadEntityAmongManyKeepsAllFromBeingStored() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.template
			.saveAll(List.of(new Entry("a", "text", null, "body"), new Entry("", "text", null, "body"))));
	}

	@Test
	void nullEntity() {
		Stream
			.<ThrowingCallable>of(() -> this.template.save(null), () -> this.template.insert(null),
					() -> this.template.update(null), () -> this.template.delete(null), () -> this.template.keyOf(null))
			.forEach((call) -> assertRefused(call, "entity must not be null"));
	}

	@Test
	void nullKey() {
		Stream.<ThrowingCallable>of(() -> this.template.findByKey(Entry.class, null),
				() -> this.template.deleteByKey(Entry.class, null), () -> this.template.existsByKey(Entry.class, null),
				() -> this.template.findStoredAttributes(Entry.class, null),
				() -> this.template.findAllByKey(Entry.class, Arrays.asList(key("a"), null)))
			.forEach((call) -> assertRefused(call, "key must not be null"));
		assertRefused(() -> this.template.findAllByKey(Entry.class, null), "keys must not be null");
		assertRefused(() -> this.template.keyOf(Entry.class, (Object) null), "id must not be null");
		assertRefused(() -> this.template.keyOf(Sorted.class, "a", null), "sort key must not be null");
	}

	@Test
	void nullType() {
		Stream
			.<ThrowingCallable>of(() -> this.template.findByKey(null, key("a")), () -> this.template.findAll(null),
					() -> this.template.count(null), () -> this.template.deleteAll(null))
			.forEach((call) -> assertRefused(call, "type must not be null"));
	}

	@Test
	void entityWithoutKey() {
		assertEachWriteRefused(new Entry(null, "text", null, "body"), "'id' must not be null");
		assertEachWriteRefused(new Sorted("id", null, "body"), "'sort' must not be null");
	}

	@Test
	void entityWithEmptyKey() {
		assertEachWriteRefused(new Entry("", "text", null, "body"), "'id' must not be empty");
		assertEachWriteRefused(new Sorted("id", "", "body"), "'sort' must not be empty");
		assertEachWriteRefused(new Binary(SdkBytes.fromByteArray(new byte[0]), "body"), "'id' must not be empty");
	}

	@Test
	void emptyKey() {
		assertRefused(() -> this.template.findByKey(Entry.class, key("")), "'id' must not be empty");
		assertRefused(() -> this.template.deleteByKey(Entry.class, key("")), "'id' must not be empty");
		assertRefused(() -> this.template.findAllByKey(Entry.class, List.of(key(""))), "'id' must not be empty");
	}

	@Test
	void keyOfAnotherShape() {
		Key sorted = Key.builder().partitionValue("a").sortValue("b").build();
		assertRefused(() -> this.template.findByKey(Entry.class, sorted), "no sort key");
		assertRefused(() -> this.template.findByKey(Sorted.class, key("a")), "has a sort key");
	}

	@Test
	void keyThatIsNoUnicode() {
		assertEachWriteRefused(new Entry("a\uD83D", "text", null, "body"), "Unicode");
		assertRefused(() -> this.template.findByKey(Entry.class, key("a\uD83D")), "Unicode");
	}

	@Test
	void keyThatIsTooLong() {
		assertEachWriteRefused(new Entry("x".repeat(2049), "text", null, "body"), "DynamoDB allows 2048");
		assertEachWriteRefused(new Sorted("id", "x".repeat(1025), "body"), "DynamoDB allows 1024");
	}

	@Test
	void textThatIsNoUnicode() {
		assertRefused(() -> this.template.save(new Entry("id", "text", null, "a\uD83D")),
				"Attribute 'body': Text has a surrogate");
	}

	@Test
	void itemThatIsTooLargeWithItsLargeAttributesInS3() {
		Entry entry = new Entry("id", "x".repeat(300_000), SdkBytes.fromByteArray(new byte[150_000]), "body");
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> this.template.save(entry))
			.withMessageContaining("409600")
			.withMessageContaining("Its largest attributes are 'text' (300004 bytes), 'image' (150005 bytes)")
			.withMessageContaining("@S3Backed");
	}

	@Test
	void attributeOverTheLimit() {
		try (Fixture small = new Fixture(this.aws, Compression.GZIP, (it) -> it.maxAttributeSize(1000))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> small.template().save(new Entry("id", "text", null, "x".repeat(1001))))
				.withMessageContaining("'body' has 1001 bytes")
				.withMessageContaining("s3backed.max-attribute-size");
			assertThat(small.requests().counts()).isEmpty();
		}
	}

	private void assertEachWriteRefused(Object entity, String message) {
		assertRefused(() -> this.template.save(entity), message);
		assertRefused(() -> this.template.insert(entity), message);
		assertRefused(() -> this.template.update(entity), message);
		assertRefused(() -> this.template.delete(entity), message);
	}

	private static void assertRefused(ThrowingCallable call, String message) {
		assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
	}

	private static Key key(String id) {
		return Key.builder().partitionValue(id).build();
	}

	record Entry(@DynamoDbPartitionKey @Nullable String id, @Nullable String text, @Nullable SdkBytes image,
			@S3Backed @Nullable String body) {
	}

	record Sorted(@DynamoDbPartitionKey @Nullable String id, @DynamoDbSortKey @Nullable String sort,
			@S3Backed @Nullable String body) {
	}

	record Binary(@DynamoDbPartitionKey SdkBytes id, @S3Backed @Nullable String body) {
	}

}
