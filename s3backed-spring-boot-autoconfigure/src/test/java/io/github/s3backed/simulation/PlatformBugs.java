package io.github.s3backed.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.s3backed.runtime.Platform;
import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

/**
 * Bugs in time, tokens, threads and reads.
 */
final class PlatformBugs {

	private static final Limits RACE = new Limits(0, 1, 0);

	private static final Limits RACE_IN_TIME = new Limits(0, 2, 1);

	private PlatformBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				platform("gives every write the same token",
						(it) -> new Platform(it.executor(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), it.nanoTime(),
								() -> 42, it.pause()),
						Invariant.KEYS_ARE_FRESH)
					.shownBy(RACE, "save and save"),
				platform("never ends a lease",
						(it) -> new Platform(it.executor(), Clock.fixed(it.clock().instant(), ZoneOffset.UTC), () -> 0,
								it.random(), it.pause()),
						Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE_IN_TIME, "save new, swept"),
				platform("does not wait for uploads in flight when one has failed",
						(it) -> new Platform(new AbandoningExecutor(it.executor()), it.clock(), it.nanoTime(),
								it.random(), it.pause()),
						Invariant.I4_NO_ORPHAN)
					.shownBy(new Limits(1, 1, 0), "save new")
					.whileInterleaved(),
				platform("does not wait for uploads in flight when it is interrupted",
						(it) -> new Platform(new ImpatientExecutor(it.executor()), it.clock(), it.nanoTime(),
								it.random(), it.pause()),
						Invariant.I4_NO_ORPHAN)
					.shownBy(new Limits(1, 1, 0), "save new")
					.meeting(Fault.CALLER_INTERRUPTED)
					.whileInterleaved(),
				PlantedBug
					.inDynamoDb("reads items eventually", (client, world) -> new EventualReads(client),
							Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save"),
				PlantedBug
					.inDynamoDb("does not look again for the object that is missing",
							(client, world) -> new RememberedReads(client), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(RACE, "save and save"));
	}

	private static PlantedBug platform(String name, UnaryOperator<Platform> change, Invariant expected) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public Platform platform(Platform platform) {
				return change.apply(platform);
			}
		}, expected);
	}

	private static class EventualReads extends ForwardingDynamoDb {

		EventualReads(DynamoDbClient client) {
			super(client);
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			return super.getItem(request.toBuilder().consistentRead(false).build());
		}

	}

	/**
	 * Answers every read of whole items after the first from memory.
	 */
	private static final class RememberedReads extends ForwardingDynamoDb {

		private final Map<Map<String, AttributeValue>, GetItemResponse> remembered = new HashMap<>();

		private RememberedReads(DynamoDbClient client) {
			super(client);
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			GetItemResponse response = this.remembered.get(request.key());
			if (response == null) {
				response = super.getItem(request);
				this.remembered.put(request.key(), response);
			}
			return response;
		}

	}

}
