package io.github.s3backed.mapping;

import java.util.Map;

import io.github.s3backed.Compression;
import io.github.s3backed.InvalidMappingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which names of tables do.
 */
class TableNamesTests {

	private static final String TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/";

	record Note(@DynamoDbPartitionKey String id) {
	}

	record Page(@DynamoDbPartitionKey String url) {
	}

	@ParameterizedTest
	@ValueSource(strings = { "notes", TABLE + "notes", "arn:aws-cn:dynamodb:cn-north-1:111122223333:table/a.b_c-d" })
	void aTableMayBeNamedByItsArn(String name) {
		assertThat(context(Map.of(Note.class, name)).getRequiredEntity(Note.class).tableName()).isEqualTo(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { TABLE + "notes/index/by-text", TABLE + "notes/stream/2026-01-01T00:00:00.000",
			"arn:aws:s3:::notes" })
	void anArnOfSomethingElseIsRefused(String name) {
		assertThatExceptionOfType(InvalidMappingException.class)
			.isThrownBy(() -> context(Map.of(Note.class, name)).getRequiredEntity(Note.class))
			.withMessageContainingAll(Note.class.getName(), name)
			.satisfies((failure) -> assertThat(failure.getAction()).contains("DynamoDbTableNameResolver"));
	}

	@Test
	void tablesThatObjectKeysCannotTellApartAreRefused() {
		S3BackedMappingContext context = context(
				Map.of(Note.class, TABLE + "notes", Page.class, TABLE.replace('1', '4') + "notes"));
		context.getRequiredEntity(Note.class);
		assertThatExceptionOfType(InvalidMappingException.class).isThrownBy(() -> context.getRequiredEntity(Page.class))
			.withMessageContainingAll(Page.class.getName(), TABLE + "notes");
	}

	@Test
	void oneTableMayHaveTwoEntities() {
		S3BackedMappingContext context = context(Map.of(Note.class, TABLE + "notes", Page.class, TABLE + "notes"));
		assertThat(context.getRequiredEntity(Note.class).tableName())
			.isEqualTo(context.getRequiredEntity(Page.class).tableName());
	}

	private static S3BackedMappingContext context(Map<Class<?>, String> names) {
		return new S3BackedMappingContext(DynamoDbEnhancedClient.builder().dynamoDbClient(new NoClient()).build(),
				names::get, JsonMapper.builder().build(), Compression.NONE, null);
	}

	private static final class NoClient implements DynamoDbClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
