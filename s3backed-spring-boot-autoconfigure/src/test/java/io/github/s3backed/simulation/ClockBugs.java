package io.github.s3backed.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;

import io.github.s3backed.runtime.Platform;
import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Bugs in how time is told, where machines are suspended and clocks are wrong.
 */
final class ClockBugs {

	private static final Limits FAULT_AND_RACE = new Limits(1, 1, 0);

	private ClockBugs() {
	}

	static List<PlantedBug> all() {
		return List.of(
				platform("ends a lease by the monotonic clock only", true, ClockBugs::monotonicOnly)
					.shownBy(FAULT_AND_RACE, "save new, swept")
					.meeting(Fault.SUSPENDED),
				platform("ends a lease by the wall clock only", false, ClockBugs::wallClockOnly)
					.shownBy(FAULT_AND_RACE, "save new, swept")
					.meeting(Fault.CLOCK_SET_BACK),
				PlantedBug
					.inDynamoDb("looks at the lease before the first request only",
							(client, world) -> new Unguarded(client), Invariant.I1_NO_DANGLING_POINTER)
					.shownBy(FAULT_AND_RACE, "save new, swept")
					.meeting(Fault.FROZEN),
				believingTheOwnClock("tells the age of a write by its own clock",
						"save new, resolved by a machine two hours ahead"),
				believingTheOwnClock("takes the time of a write from its own clock",
						"save new two hours behind, resolved by another machine"),
				believingS3().shownBy(FAULT_AND_RACE, "insert, resolved by another machine").meeting(Fault.LATE));
	}

	private static Platform monotonicOnly(Platform platform) {
		InstantSource clock = () -> Instant.EPOCH.plusNanos(platform.nanoTime().getAsLong());
		Duration difference = Duration.between(clock.instant(), platform.clock().instant());
		return new Platform(platform.executor(), Clock.offset(clock.withZone(ZoneOffset.UTC), difference),
				platform.nanoTime(), platform.random(), platform.pause());
	}

	private static Platform wallClockOnly(Platform platform) {
		return new Platform(platform.executor(), platform.clock(),
				() -> Duration.between(Instant.EPOCH, platform.clock().instant()).toNanos(), platform.random(),
				platform.pause());
	}

	private static PlantedBug platform(String name, boolean checksSignatures, UnaryOperator<Platform> change) {
		return PlantedBug.of(name, new Mutation() {
			@Override
			public Platform platform(Platform platform) {
				return change.apply(platform);
			}

			@Override
			public boolean dynamoDbChecksSignatures() {
				return checksSignatures;
			}
		}, Invariant.I1_NO_DANGLING_POINTER);
	}

	private static PlantedBug believingTheOwnClock(String name, String scenario) {
		return PlantedBug
			.inDynamoDb(name,
					(client, world) -> new OtherDates(client,
							() -> world.scheduler().current().process().clock().instant()),
					Invariant.OUTCOME_IS_TOLD)
			.shownBy(FAULT_AND_RACE, scenario)
			.meeting(Fault.LATE);
	}

	private static PlantedBug believingS3() {
		Duration behind = Duration.ofHours(-2);
		return PlantedBug.of("takes the time of a write from S3's clock", new Mutation() {
			@Override
			public S3Client s3(S3Client client, World world) {
				return new S3WithOwnClock(client, world, behind);
			}

			@Override
			public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
				return new OtherDates(client, () -> world.time().instant().plus(behind)) {
					@Override
					public GetItemResponse getItem(GetItemRequest request) {
						return world.scheduler().current().process().name().equals("W") ? super.getItem(request)
								: client.getItem(request);
					}
				};
			}
		}, Invariant.OUTCOME_IS_TOLD);
	}

	/**
	 * Has nobody asked before a commit is sent.
	 */
	private static final class Unguarded extends ForwardingDynamoDb {

		private Unguarded(DynamoDbClient client) {
			super(client);
		}

		@Override
		public PutItemResponse putItem(PutItemRequest request) {
			AwsRequestOverrideConfiguration.Builder unguarded = AwsRequestOverrideConfiguration.builder();
			request.overrideConfiguration()
				.ifPresent((it) -> it.plugins().forEach((plugin) -> unguarded.addPlugin(withoutInterceptors(plugin))));
			return super.putItem(request.toBuilder().overrideConfiguration(unguarded.build()).build());
		}

		private static SdkPlugin withoutInterceptors(SdkPlugin plugin) {
			return (client) -> {
				plugin.configureClient(client);
				client.overrideConfiguration(
						client.overrideConfiguration().toBuilder().executionInterceptors(List.of()).build());
			};
		}

	}

	/**
	 * Takes what another clock shows for what DynamoDB says.
	 */
	private static class OtherDates extends ForwardingDynamoDb {

		private final InstantSource clock;

		private OtherDates(DynamoDbClient client, InstantSource clock) {
			super(client);
			this.clock = clock;
		}

		@Override
		public GetItemResponse getItem(GetItemRequest request) {
			GetItemResponse.Builder response = super.getItem(request).toBuilder();
			response.sdkHttpResponse(SimulatedSdk.httpResponse(this.clock.instant()));
			return response.build();
		}

	}

}
