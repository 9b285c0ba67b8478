package io.github.s3backed.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

import io.github.s3backed.pointer.ItemId;
import io.github.s3backed.pointer.PrimaryKey;
import io.github.s3backed.pointer.StoredItem;
import io.github.s3backed.pointer.TableKey;
import io.github.s3backed.pointer.Token;
import io.github.s3backed.pointer.WriteRecord;
import io.github.s3backed.runtime.Elapsed;
import io.github.s3backed.runtime.Platform;
import io.github.s3backed.store.ItemChange;
import io.github.s3backed.store.ItemStore;
import io.github.s3backed.store.RequestExecutor;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a commit concludes from each answer of DynamoDB, and what it sends next.
 */
class CommitterTests {

	private static final Token OURS = new Token(new UUID(0x7000, 100));

	private static final WriteRecord REPLACED = record(10);

	private static final ItemId ID = new ItemId("table", new TableKey("id", null),
			new PrimaryKey(AttributeValue.fromS("a"), null));

	private static final Predecessor PREDECESSOR = new Predecessor(new StoredItem(ID, item(REPLACED)), Map.of());

	private static final Predecessor FOREIGN = new Predecessor(new StoredItem(ID, ID.toMap()), Map.of());

	private static final Predecessor NONE = Predecessor.none(ID);

	private static final Map<String, AttributeValue> NOTHING = Map.of();

	private final Service service = new Service();

	private long nanos;

	private int pauses;

	private static WriteRecord record(int token, Token... history) {
		return new WriteRecord(new Token(new UUID(0x7000, token)), List.of(history));
	}

	private static Map<String, AttributeValue> item(WriteRecord record) {
		return Map.of("id", AttributeValue.fromS("a"), WriteRecord.ATTRIBUTE, record.toAttributeValue());
	}

	private static Map<String, AttributeValue> ours() {
		return item(WriteRecord.of(OURS, REPLACED));
	}

	private WriteOutcome put(Predecessor predecessor) {
		return commit(predecessor, ours(), Duration.ofHours(1));
	}

	private WriteOutcome delete(Predecessor predecessor) {
		return commit(predecessor, null, Duration.ofHours(1));
	}

	private WriteOutcome commit(Predecessor predecessor, @Nullable Map<String, AttributeValue> item, Duration lease) {
		Platform platform = new Platform(ForkJoinPool.commonPool(), Clock.systemUTC(), () -> this.nanos, new Random(1),
				(duration) -> {
					this.pauses++;
					this.nanos += Duration.ofSeconds(1).toNanos();
				});
		Committer committer = new Committer(
				new ItemStore(this.service, new RequestExecutor(ObservationRegistry.NOOP), (attempt) -> {
				}), platform, Duration.ofSeconds(10));
		ItemChange change = new ItemChange(ID, item, predecessor.condition());
		return committer.commit(change, predecessor,
				new Lease(OURS, lease, new Elapsed(platform), new ServiceTime(platform.clock())));
	}

	private void assertApplied(WriteOutcome outcome, @Nullable Map<String, AttributeValue> before) {
		assertThat(outcome).isEqualTo(new WriteOutcome.Applied((before != null) ? new StoredItem(ID, before) : null));
	}

	private void assertConflict(WriteOutcome outcome, boolean isStored) {
		assertThat(outcome).isInstanceOfSatisfying(WriteOutcome.Conflict.class,
				(conflict) -> assertThat(conflict.isStored()).isEqualTo(isStored));
	}

	private Throwable assertUnknown(WriteOutcome outcome) {
		assertThat(outcome).isInstanceOf(WriteOutcome.Unknown.class);
		return ((WriteOutcome.Unknown) outcome).cause();
	}

	@Test
	void aSuccessTellsWhatWasReplaced() {
		this.service.commits.add(() -> item(REPLACED));
		assertApplied(put(PREDECESSOR), item(REPLACED));
		this.service.commits.add(() -> item(REPLACED));
		assertApplied(delete(PREDECESSOR), item(REPLACED));
		assertThat(this.service.log).containsExactly("put", "delete");
	}

	@Test
	void aRefusalIsPassedOn() {
		this.service.commits.add(() -> {
			throw refusal();
		});
		assertThat(put(PREDECESSOR)).isInstanceOfSatisfying(WriteOutcome.Refused.class,
				(refused) -> assertThat(refused.cause()).isInstanceOf(InvalidDataAccessApiUsageException.class));
		assertThat(this.service.log).containsExactly("put");
	}

	@Test
	void aFailedConditionAtOurOwnItemIsASuccess() {
		this.service.commits.add(() -> {
			throw conditionFailed(ours());
		});
		assertApplied(put(PREDECESSOR), null);
		assertThat(this.service.log).containsExactly("put");
	}

	@Test
	void aFailedConditionAtAnotherItemIsAConflict() {
		this.service.commits.add(() -> {
			throw conditionFailed(item(record(20)));
		});
		assertConflict(put(PREDECESSOR), true);
		assertThat(this.service.log).containsExactly("put");
	}

	@Test
	void aFailedConditionAtAnUnreadableItemIsAConflict() {
		this.service.commits.add(() -> {
			throw conditionFailed(
					Map.of("id", AttributeValue.fromS("a"), WriteRecord.ATTRIBUTE, AttributeValue.fromS("?")));
		});
		assertConflict(put(PREDECESSOR), true);
	}

	@Test
	void aFailedConditionWithoutAnItemIsLookedAt() {
		this.service.commits.add(() -> {
			throw conditionFailed(NOTHING);
		});
		this.service.reads.add(CommitterTests::ours);
		assertApplied(put(PREDECESSOR), null);
		this.service.commits.add(() -> {
			throw conditionFailed(NOTHING);
		});
		this.service.reads.add(() -> NOTHING);
		assertConflict(put(PREDECESSOR), false);
		assertThat(this.service.log).containsExactly("put", "get", "put", "get");
	}

	@Test
	void aFailedConditionThatCannotBeLookedAtIsAConflictThatSaysSo() {
		ConditionalCheckFailedException failed = conditionFailed(NOTHING);
		this.service.commits.add(() -> {
			throw failed;
		});
		this.service.reads.add(() -> {
			throw timeout();
		});
		assertConflict(put(PREDECESSOR), false);
		assertThat(failed.getSuppressed()).singleElement()
			.isInstanceOf(QueryTimeoutException.class)
			.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
			.hasMessageContainingAll("DynamoDB table 'table'", "apiCallTimeout", "spring.cloud.aws.dynamodb");
	}

	@Test
	void aDeleteWhoseItemIsGoneIsDone() {
		this.service.commits.add(() -> {
			throw conditionFailed(NOTHING);
		});
		this.service.reads.add(() -> NOTHING);
		assertApplied(delete(PREDECESSOR), null);
	}

	@Test
	void aDeleteOfAnItemThatHasChangedIsAConflict() {
		this.service.commits.add(() -> {
			throw conditionFailed(item(record(20)));
		});
		assertConflict(delete(PREDECESSOR), true);
	}

	@Test
	void aDeleteOfAForeignItemThatIsGoneIsAConflict() {
		this.service.commits.add(() -> {
			throw conditionFailed(NOTHING);
		});
		this.service.reads.add(() -> NOTHING);
		assertConflict(delete(FOREIGN), false);
	}

	@Test
	void aLostAnswerIsFoundInTheItem() {
		this.service.loseCommit();
		this.service.reads.add(CommitterTests::ours);
		assertApplied(put(PREDECESSOR), null);
		assertThat(this.service.log).containsExactly("put", "get");
		assertThat(this.pauses).isEqualTo(1);
	}

	@Test
	void aReplacementIsSentAgainWhileThePredecessorIsThere() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(REPLACED));
		this.service.commits.add(() -> item(REPLACED));
		assertApplied(put(PREDECESSOR), item(REPLACED));
		assertThat(this.service.log).containsExactly("put", "get", "put");
	}

	@Test
	void aReplacementIsNotSentAgainWhenItsLeaseIsOver() {
		this.service.loseCommit();
		this.service.always(item(REPLACED));
		assertUnknown(commit(PREDECESSOR, ours(), Duration.ofSeconds(1)));
		assertThat(this.service.log.stream().filter("put"::equals)).hasSize(1);
	}

	@Test
	void aCreateIsNeverSentAgain() {
		this.service.loseCommit();
		this.service.always(NOTHING);
		assertThat(assertUnknown(put(NONE))).isInstanceOf(ApiCallTimeoutException.class);
		assertThat(this.service.log.stream().filter("put"::equals)).hasSize(1);
		assertThat(this.service.log.stream().filter("get"::equals)).hasSize(10);
	}

	@Test
	void anItemOfAnotherToolIsNeverReplacedTwice() {
		this.service.loseCommit();
		this.service.always(ID.toMap());
		assertUnknown(put(FOREIGN));
		assertThat(this.service.log.stream().filter("put"::equals)).hasSize(1);
	}

	@Test
	void aLaterWriteThatHasThePredecessorProvesThatOursWasNotApplied() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(record(20, REPLACED.token())));
		assertConflict(put(PREDECESSOR), true);
	}

	@Test
	void aLaterWriteThatHasOursProvesThatItWasApplied() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(record(20, OURS, REPLACED.token())));
		assertApplied(put(PREDECESSOR), null);
	}

	@Test
	void anItemThatTellsNothingLeavesTheOutcomeUnknown() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(record(20)));
		assertUnknown(put(PREDECESSOR));
		this.service.loseCommit();
		this.service.reads.add(() -> NOTHING);
		assertUnknown(put(PREDECESSOR));
		assertThat(this.service.log).containsExactly("put", "get", "put", "get");
	}

	@Test
	void aLostDeleteIsDoneWhenThePredecessorIsGone() {
		this.service.loseCommit();
		this.service.reads.add(() -> NOTHING);
		assertApplied(delete(PREDECESSOR), null);
		this.service.loseCommit();
		this.service.reads.add(() -> item(record(20)));
		assertApplied(delete(PREDECESSOR), null);
	}

	@Test
	void aLostDeleteIsUnknownWhereTheHistoryIsTooShort() {
		Token[] history = new Token[8];
		for (int i = 0; i < history.length; i++) {
			history[i] = new Token(new UUID(0x7000, 20 + i));
		}
		this.service.loseCommit();
		this.service.reads.add(() -> item(record(40, history)));
		assertUnknown(delete(PREDECESSOR));
	}

	@Test
	void aFailedConditionAfterSendingAgainIsJudgedByItsItem() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(REPLACED));
		this.service.commits.add(() -> {
			throw conditionFailed(ours());
		});
		assertApplied(put(PREDECESSOR), null);
		this.service.loseCommit();
		this.service.reads.add(() -> item(REPLACED));
		this.service.commits.add(() -> {
			throw conditionFailed(item(record(20, REPLACED.token())));
		});
		assertConflict(put(PREDECESSOR), true);
	}

	@Test
	void aRefusalAfterSendingAgainTellsNothingOfTheFirstRequest() {
		this.service.loseCommit();
		this.service.reads.add(() -> item(REPLACED));
		this.service.commits.add(() -> {
			throw refusal();
		});
		this.service.reads.add(CommitterTests::ours);
		assertApplied(put(PREDECESSOR), null);
		assertThat(this.service.log).containsExactly("put", "get", "put", "get");
	}

	@Test
	void aLookThatFailsIsRepeatedAndKept() {
		this.service.loseCommit();
		this.service.reads.add(() -> {
			throw timeout();
		});
		this.service.always(NOTHING);
		Throwable cause = assertUnknown(put(NONE));
		assertThat(cause.getSuppressed()).singleElement().isInstanceOf(QueryTimeoutException.class);
	}

	@Test
	void aLookThatFailsDoesNotKeepFromSendingAgain() {
		this.service.loseCommit();
		this.service.reads.add(() -> {
			throw timeout();
		});
		this.service.commits.add(() -> item(REPLACED));
		assertApplied(put(PREDECESSOR), item(REPLACED));
	}

	@Test
	void anInterruptDoesNotKeepFromFindingOut() {
		this.service.commits.add(() -> {
			Thread.currentThread().interrupt();
			throw timeout();
		});
		this.service.reads.add(() -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return ours();
		});
		assertApplied(put(PREDECESSOR), null);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void anInterruptDoesNotKeepFromSendingAgain() {
		this.service.loseCommit();
		this.service.reads.add(() -> {
			Thread.currentThread().interrupt();
			throw timeout();
		});
		this.service.commits.add(() -> {
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return item(REPLACED);
		});
		assertApplied(put(PREDECESSOR), item(REPLACED));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void aThreadThatWasNotInterruptedIsNotInterruptedAfterwards() {
		this.service.loseCommit();
		this.service.reads.add(CommitterTests::ours);
		put(PREDECESSOR);
		assertThat(Thread.interrupted()).isFalse();
	}

	private static ApiCallTimeoutException timeout() {
		return ApiCallTimeoutException.create(1000);
	}

	private static DynamoDbException refusal() {
		return (DynamoDbException) DynamoDbException.builder()
			.statusCode(400)
			.awsErrorDetails(AwsErrorDetails.builder().errorCode("ValidationException").build())
			.build();
	}

	private static ConditionalCheckFailedException conditionFailed(Map<String, AttributeValue> item) {
		ConditionalCheckFailedException.Builder failed = ConditionalCheckFailedException.builder();
		failed.statusCode(400);
		return (item.isEmpty() ? failed : failed.item(item)).build();
	}

	/**
	 * Answers as it is told to.
	 */
	private static final class Service implements DynamoDbClient {

		private final Queue<Supplier<Map<String, AttributeValue>>> commits = new ArrayDeque<>();

		private final Queue<Supplier<Map<String, AttributeValue>>> reads = new ArrayDeque<>();

		private final List<String> log = new ArrayList<>();

		private @Nullable Map<String, AttributeValue> always;

		void loseCommit() {
			this.commits.add(() -> {
				throw timeout();
			});
		}

		void always(@Nullable Map<String, AttributeValue> item) {
			this.always = item;
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			this.log.add("put");
			return PutItemResponse.builder().attributes(this.commits.remove().get()).build();
		}

		@Override
		public DeleteItemResponse deleteItem(DeleteItemRequest request) {
			this.log.add("delete");
			return DeleteItemResponse.builder().attributes(this.commits.remove().get()).build();
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			this.log.add("get");
			assertThat(request.consistentRead()).isTrue();
			Map<String, AttributeValue> item = (!this.reads.isEmpty()) ? this.reads.remove().get() : this.always;
			return GetItemResponse.builder().item((item != null) ? new HashMap<>(item) : null).build();
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
