package io.github.s3backed.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.TableKey;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * That "there is no item" is only what DynamoDB has said. No stand-in leaves keys unread,
 * or answers for another table.
 */
class BatchReadTests {

	private static final String ARN = "arn:aws:dynamodb:eu-central-1:111122223333:table/notes";

	private static final String OTHER_ARN = "arn:aws:dynamodb:eu-central-1:444455556666:table/notes";

	private static final TableKey TABLE_KEY = new TableKey("id", null);

	private final Answers answers = new Answers();

	private final List<Integer> pauses = new ArrayList<>();

	private final ItemStore items = new ItemStore(this.answers, new RequestExecutor(ObservationRegistry.NOOP),
			this.pauses::add);

	@ParameterizedTest
	@CsvSource({ "notes, notes", "notes, " + ARN, ARN + ", notes", ARN + ", " + ARN })
	void aTableMayBeAskedForAndAnsweredByItsNameOrItsArn(String asked, String answered) {
		this.answers.add(BatchGetItemResponse.builder()
			.responses(Map.of(answered, List.of(item("1"))))
			.unprocessedKeys(Map.of(answered, unread("2"))));
		this.answers.add(BatchGetItemResponse.builder().responses(Map.of(answered, List.of(item("2")))));
		assertThat(this.items.getAll(asked, TABLE_KEY, List.of(key("1"), key("2"), key("3"))))
			.containsOnlyKeys(key("1"), key("2"));
		assertThat(this.answers.requests).hasSize(2)
			.allSatisfy((request) -> assertThat(request.requestItems()).containsOnlyKeys(asked));
		assertThat(this.answers.requests.get(1).requestItems().get(asked).keys()).containsExactly(item("2"));
		assertThat(this.answers.requests.get(1).requestItems().get(asked).consistentRead()).isTrue();
	}

	@Test
	void numbersThatAreEqualAreTheSameKey() {
		this.answers.add(BatchGetItemResponse.builder()
			.responses(Map.of("notes", List.of(Map.of("id", AttributeValue.fromN("1.0"))))));
		PrimaryKey key = new PrimaryKey(AttributeValue.fromN("1"), null);
		assertThat(this.items.getAll("notes", TABLE_KEY, List.of(key))).containsOnlyKeys(key);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatIsNotAnsweredIsNotAbsent(String what, BatchGetItemResponse.Builder answer) {
		this.answers.add(answer);
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.items.getAll("notes", TABLE_KEY, List.of(key("1"), key("2"))))
			.withMessageContainingAll("DynamoDB table 'notes'", what, "DynamoDbTableNameResolver");
	}

	static Stream<Arguments> whatIsNotAnsweredIsNotAbsent() {
		return Stream.of(Arguments.of("says nothing of the table", BatchGetItemResponse.builder()),
				Arguments.of("says nothing of the table", BatchGetItemResponse.builder().responses(Map.of())),
				Arguments.of("says nothing of the table",
						BatchGetItemResponse.builder().unprocessedKeys(Map.of("notes", unread("1")))),
				Arguments.of("answers under 'others'",
						BatchGetItemResponse.builder().responses(Map.of("others", List.of(item("1"))))),
				Arguments.of("answers under '",
						BatchGetItemResponse.builder()
							.responses(Map.of("notes", List.of(item("1")), "others", List.of(item("2"))))),
				Arguments.of("leaves keys unread under 'others'",
						BatchGetItemResponse.builder()
							.responses(Map.of("notes", List.of(item("1"))))
							.unprocessedKeys(Map.of("others", unread("2")))),
				Arguments.of("was not asked for",
						BatchGetItemResponse.builder().responses(Map.of("notes", List.of(item("3"))))),
				Arguments.of("was not asked for",
						BatchGetItemResponse.builder()
							.responses(Map.of("notes", List.of()))
							.unprocessedKeys(Map.of("notes", unread("3")))),
				Arguments.of("twice",
						BatchGetItemResponse.builder().responses(Map.of("notes", List.of(item("1"), item("1"))))),
				Arguments.of("without the table's key", BatchGetItemResponse.builder()
					.responses(Map.of("notes", List.of(Map.of("text", AttributeValue.fromS("a")))))));
	}

	@Test
	void theTableOfAnotherAccountIsAnother() {
		this.answers.add(BatchGetItemResponse.builder().responses(Map.of(OTHER_ARN, List.of())));
		assertThatExceptionOfType(DataAccessResourceFailureException.class)
			.isThrownBy(() -> this.items.getAll(ARN, TABLE_KEY, List.of(key("1"))))
			.withMessageContainingAll("answers under '" + OTHER_ARN);
	}

	@Test
	void keysThatAreNeverReadAreAnError() {
		BatchGetItemResponse.Builder busy = BatchGetItemResponse.builder()
			.unprocessedKeys(Map.of("notes", unread("1", "2")));
		for (int i = 0; i < 11; i++) {
			this.answers.add(busy);
		}
		assertThatExceptionOfType(TransientDataAccessResourceException.class)
			.isThrownBy(() -> this.items.getAll("notes", TABLE_KEY, List.of(key("1"), key("2"))));
		assertThat(this.pauses).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
	}

	private static PrimaryKey key(String id) {
		return new PrimaryKey(AttributeValue.fromS(id), null);
	}

	private static Map<String, AttributeValue> item(String id) {
		return Map.of("id", AttributeValue.fromS(id));
	}

	private static KeysAndAttributes unread(String... ids) {
		return KeysAndAttributes.builder().keys(Stream.of(ids).map(BatchReadTests::item).toList()).build();
	}

	private static final class Answers implements DynamoDbClient {

		private final Deque<BatchGetItemResponse> left = new ArrayDeque<>();

		private final List<BatchGetItemRequest> requests = new ArrayList<>();

		void add(BatchGetItemResponse.Builder answer) {
			this.left.add(answer.build());
		}

		@Override
		public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
			this.requests.add(request);
			return this.left.remove();
		}

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

}
