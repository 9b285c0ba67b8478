package io.github.s3backed.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The simulated services and network do what the real ones do.
 */
class SimulatedServicesTests {

	private final Trial trial = new Trial();

	@AfterEach
	void close() {
		this.trial.close();
	}

	@Test
	void aPutReturnsWhatItReplaces() {
		this.trial.quietly((world) -> {
			assertThat(world.dynamoDb().putItem(put("one")).attributes()).isEmpty();
			assertThat(world.dynamoDb().putItem(put("two")).attributes()).isEqualTo(put("one").item());
		});
	}

	@Test
	void aFailedConditionShowsTheItemAndChangesNothing() {
		this.trial.quietly((world) -> {
			world.dynamoDb().putItem(put("one"));
			assertThatExceptionOfType(ConditionalCheckFailedException.class)
				.isThrownBy(() -> world.dynamoDb().putItem(create("two")))
				.satisfies((ex) -> assertThat(ex.item()).isEqualTo(put("one").item()));
			assertThat(world.items().get(ItemKey.FIRST.id())).isEqualTo(put("one").item());
		});
	}

	@Test
	void anItemOverTheLimitIsRefused() {
		this.trial.quietly((world) -> assertThatExceptionOfType(DynamoDbException.class)
			.isThrownBy(() -> world.dynamoDb().putItem(put("x".repeat(400 * 1024)))));
	}

	@Test
	void aLostAnswerLeavesTheRequestApplied() {
		this.trial.whereFirstPossible(Fault.LOST_REPLY, (world) -> {
			assertThatExceptionOfType(SdkClientException.class).isThrownBy(() -> world.dynamoDb().putItem(put("one")));
			assertThat(world.items().get(ItemKey.FIRST.id())).isNotEmpty();
		});
	}

	@Test
	void aLateRequestArrivesWhenNobodyWaitsAnyMore() {
		World world = this.trial.whereFirstPossible(Fault.LATE, (it) -> {
			assertThatExceptionOfType(ApiCallTimeoutException.class)
				.isThrownBy(() -> it.dynamoDb().putItem(put("one")));
			assertThat(it.items().get(ItemKey.FIRST.id())).isEmpty();
		});
		assertThat(world.items().get(ItemKey.FIRST.id())).isNotEmpty();
	}

	@Test
	void theSecondAnswerIsTheOneThatCounts() {
		this.trial.whereFirstPossible(Fault.TWICE,
				(world) -> assertThatExceptionOfType(ConditionalCheckFailedException.class)
					.isThrownBy(() -> world.dynamoDb().putItem(create("one")))
					.satisfies((ex) -> assertThat(ex.item()).isEqualTo(create("one").item())));
	}

	@Test
	void nothingOfACrashedProcessReachesAService() {
		World world = this.trial.whereFirstPossible(Fault.CRASH_AFTER, (it) -> {
			assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> it.dynamoDb().putItem(put("one")));
			assertThatExceptionOfType(SimulatedCrash.class).isThrownBy(() -> it.dynamoDb().putItem(put("two")));
		});
		assertThat(world.items().get(ItemKey.FIRST.id())).isEqualTo(put("one").item());
	}

	@Test
	void anInterruptedThreadSendsNothingMore() {
		this.trial.whereFirstPossible(Fault.INTERRUPTED_APPLIED, (world) -> {
			assertThatExceptionOfType(AbortedException.class).isThrownBy(() -> world.dynamoDb().putItem(put("one")));
			assertThatExceptionOfType(AbortedException.class).isThrownBy(() -> world.dynamoDb().putItem(put("two")));
			assertThat(Thread.interrupted()).isTrue();
			assertThat(world.items().get(ItemKey.FIRST.id())).isEqualTo(put("one").item());
		});
	}

	@Test
	void aReadWithoutConsistencyMayFindAnOlderState() {
		World world = this.trial.world(new ScriptedChoices(1), Limits.NONE, Fault.NONE);
		Trial.run(world, (it) -> {
			it.dynamoDb().putItem(put("one"));
			it.dynamoDb().putItem(put("two"));
			assertThat(it.dynamoDb().getItem((get) -> get.key(key())).item()).isEqualTo(put("one").item());
			assertThat(it.dynamoDb().getItem((get) -> get.key(key()).consistentRead(true)).item())
				.isEqualTo(put("two").item());
		});
	}

	@Test
	void aDeletionMayFailForSingleKeys() {
		this.trial.whereFirstPossible(Fault.KEY_ERROR, (it) -> {
			it.s3().putObject((put) -> put.bucket(ObjectStore.BUCKET).key("a"), RequestBody.fromString("a"));
			it.s3().putObject((put) -> put.bucket(ObjectStore.BUCKET).key("b"), RequestBody.fromString("b"));
			DeleteObjectsResponse response = it.s3()
				.deleteObjects((request) -> request.bucket(ObjectStore.BUCKET)
					.delete((delete) -> delete.objects(object("a"), object("b"))));
			assertThat(response.errors()).extracting((error) -> error.key()).containsExactly("a");
			assertThat(it.objects().all()).containsOnlyKeys("a");
		});
	}

	@Test
	void aMissingObjectIsMissing() {
		this.trial.quietly((world) -> assertThatExceptionOfType(NoSuchKeyException.class)
			.isThrownBy(() -> world.s3().getObject((get) -> get.bucket(ObjectStore.BUCKET).key("missing"))));
	}

	@Test
	void anObjectThatMustBeTheFirstIsRefusedWhereThereIsOne() {
		this.trial.quietly((world) -> {
			putFirst(world, "a");
			assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> putFirst(world, "b"))
				.satisfies((ex) -> assertThat(ex.statusCode()).isEqualTo(412));
			assertThat(world.objects().get("key").content()).asString().isEqualTo("a");
		});
	}

	private static void putFirst(World world, String content) {
		world.s3()
			.putObject((put) -> put.bucket(ObjectStore.BUCKET).key("key").ifNoneMatch("*"),
					RequestBody.fromString(content));
	}

	@Test
	void aListGoesOnWhereItsPageHasEnded() {
		NavigableMap<String, ObjectStore.StoredObject> objects = new TreeMap<>();
		List.of("a/1/x", "a/1/y", "a/2", "a/3/z", "b")
			.forEach((key) -> objects.put(key,
					new ObjectStore.StoredObject(new byte[0], Map.of(), null, null, Instant.EPOCH)));
		assertThat(pages(objects, null)).containsExactly("[a/1/x, a/1/y]", "[a/2, a/3/z]");
		assertThat(pages(objects, "/")).containsExactly("[a/2, a/1/]", "[a/3/]");
	}

	private static List<String> pages(NavigableMap<String, ObjectStore.StoredObject> objects,
			@Nullable String delimiter) {
		List<String> pages = new ArrayList<>();
		ListObjectsV2Response page = null;
		do {
			String next = (page != null) ? page.nextContinuationToken() : null;
			page = new ObjectListing(
					ListObjectsV2Request.builder().prefix("a/").delimiter(delimiter).continuationToken(next).build(), 2)
				.of(objects)
				.build();
			pages.add(
					Stream
						.concat(page.contents().stream().map(S3Object::key),
								page.commonPrefixes().stream().map(CommonPrefix::prefix))
						.toList()
						.toString());
		}
		while (page.isTruncated());
		return pages;
	}

	@Test
	void aTableThatIsSetBackHasAnotherId() {
		this.trial.quietly((world) -> {
			String id = world.items().tableId();
			world.restoreTable(0);
			assertThat(world.items().tableId()).isNotEqualTo(id);
		});
	}

	@Test
	void cancellingATaskDoesNotWaitForIt() {
		World world = this.trial.world(new ScriptedChoices(), Limits.NONE, Fault.NONE);
		SimulatedExecutor executor = new SimulatedExecutor(world.scheduler());
		Trial.run(world, (it) -> {
			Future<?> future = executor.submit(() -> it.dynamoDb().putItem(put("one")));
			assertThat(future.cancel(true)).isTrue();
			assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
		});
	}

	@Test
	void waitingForATaskLetsItRun() {
		World world = this.trial.world(new ScriptedChoices(), Limits.NONE, Fault.NONE);
		SimulatedExecutor executor = new SimulatedExecutor(world.scheduler());
		Trial.run(world, (it) -> {
			Future<?> future = executor.submit(() -> it.dynamoDb().putItem(put("one")));
			assertThat(it.items().get(ItemKey.FIRST.id())).isEmpty();
			assertThat(future).succeedsWithin(Duration.ZERO);
			assertThat(it.items().get(ItemKey.FIRST.id())).isNotEmpty();
		});
	}

	private static Map<String, AttributeValue> key() {
		return ItemKey.FIRST.attributes();
	}

	private static ObjectIdentifier object(String key) {
		return ObjectIdentifier.builder().key(key).build();
	}

	private static PutItemRequest put(String title) {
		return PutItemRequest.builder()
			.tableName(ItemStore.TABLE)
			.item(ItemKey.FIRST.with("title", title))
			.returnValues(ReturnValue.ALL_OLD)
			.build();
	}

	private static PutItemRequest create(String title) {
		return put(title).toBuilder()
			.conditionExpression("attribute_not_exists(id)")
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.build();
	}

}
