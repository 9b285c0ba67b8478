package io.github.s3backed.core;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.github.s3backed.S3Backed;
import io.github.s3backed.testsupport.AwsEnvironment;
import io.github.s3backed.testsupport.AwsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Named.named;

/**
 * A table whose key is not the entity's: whatever is called, both keys are told.
 */
@AwsTest
class WrongTableKeyTests {

	private final Fixture fixture;

	WrongTableKeyTests(AwsEnvironment aws) {
		this.fixture = Fixture.builder(aws)
			.oneTable(Line.class, NoSortKey.class, OtherName.class, OtherType.class)
			.build()
			.withTable(Line.class);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	static Stream<?> calls() {
		Key key = Key.builder().partitionValue("a").build();
		Key bothParts = Key.builder().partitionValue("a").sortValue("1").build();
		return Stream.of(call("get", "'id' (S)", (template) -> template.findByKey(NoSortKey.class, key)),
				call("batch", "'id' (S)", (template) -> template.findAllByKey(NoSortKey.class, List.of(key))),
				call("save", "'id' (S)", (template) -> template.save(new NoSortKey("a", "text"))),
				call("insert", "'id' (S)", (template) -> template.insert(new NoSortKey("a", "text"))),
				call("delete", "'id' (S)", (template) -> template.deleteByKey(NoSortKey.class, key)),
				call("get", "'url' (S)", (template) -> template.findByKey(OtherName.class, key)),
				call("insert", "'url' (S)", (template) -> template.insert(new OtherName("a", "text"))),
				call("get", "'number' (S)", (template) -> template.findByKey(OtherType.class, bothParts)),
				call("insert", "'number' (S)", (template) -> template.insert(new OtherType("a", "1", "text"))));
	}

	@ParameterizedTest
	@MethodSource("calls")
	void theKeysAreTold(Call call) {
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> call.call().accept(this.fixture.template()))
			.withMessageContainingAll(this.fixture.table(Line.class), "another primary key", call.key(),
					"@DynamoDbSortKey")
			.satisfies((thrown) -> {
				if (!call.name().equals("batch")) {
					assertThat(thrown).hasMessageContaining("the table's is 'id' (S) and 'number' (N)");
				}
			});
		assertThat(this.fixture.aws().objectSizes()).isEmpty();
	}

	@Test
	void aScanTellsToo() {
		this.fixture.template().save(new Line("a", 1, "text"));
		for (Consumer<S3BackedTemplate> scan : List.<Consumer<S3BackedTemplate>>of(
				(template) -> template.findAll(OtherName.class).toList(),
				(template) -> template.findAll(OtherName.class, (item) -> {
				}).toList(), (template) -> template.deleteAll(OtherName.class))) {
			assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
				.isThrownBy(() -> scan.accept(this.fixture.template()))
				.withMessageContainingAll(this.fixture.table(Line.class), "another primary key", "[url]");
		}
		assertThat(this.fixture.items(Line.class)).hasSize(1);
	}

	private static Object call(String name, String key, Consumer<S3BackedTemplate> call) {
		return named(name + " " + key, new Call(name, key, call));
	}

	record Call(String name, String key, Consumer<S3BackedTemplate> call) {
	}

	record Line(@DynamoDbPartitionKey String id, @DynamoDbSortKey int number, @S3Backed String text) {
	}

	record NoSortKey(@DynamoDbPartitionKey String id, @S3Backed String text) {
	}

	record OtherName(@DynamoDbPartitionKey String url, @S3Backed String text) {
	}

	record OtherType(@DynamoDbPartitionKey String id, @DynamoDbSortKey String number, @S3Backed String text) {
	}

}
