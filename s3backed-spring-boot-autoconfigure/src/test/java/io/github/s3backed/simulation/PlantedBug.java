package io.github.s3backed.simulation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

import io.github.s3backed.simulation.Violation.Invariant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A way to break the protocol, and where that must show.
 *
 * @param name what is wrong
 * @param mutation what makes it wrong
 * @param scenarios where it shows
 * @param limits within what it shows
 * @param allowed which faults may be met
 * @param interleaved whether uploads must run beside each other for it to show
 * @param expected what it violates
 */
record PlantedBug(String name, Mutation mutation, List<Scenario> scenarios, Limits limits,
		BiPredicate<WireCall<?>, Fault> allowed, boolean interleaved, Invariant expected) {

	static PlantedBug inDynamoDb(String name, BiFunction<DynamoDbClient, World, DynamoDbClient> mutation,
			Invariant expected) {
		return of(name, new Mutation() {
			@Override
			public DynamoDbClient dynamoDb(DynamoDbClient client, World world) {
				return mutation.apply(client, world);
			}
		}, expected);
	}

	static PlantedBug inS3(String name, BiFunction<S3Client, World, S3Client> mutation, Invariant expected) {
		return of(name, new Mutation() {
			@Override
			public S3Client s3(S3Client client, World world) {
				return mutation.apply(client, world);
			}
		}, expected);
	}

	static PlantedBug of(String name, Mutation mutation, Invariant expected) {
		return new PlantedBug(name, mutation, List.of(), Limits.NONE, (call, fault) -> fault.representative(), false,
				expected);
	}

	PlantedBug shownBy(Limits limits, String... scenarios) {
		List<Scenario> found = List.of(scenarios).stream().map(Catalogue::named).toList();
		return new PlantedBug(this.name, this.mutation, found, limits, this.allowed, this.interleaved, this.expected);
	}

	/**
	 * Returns this where no other fault happens than one.
	 */
	PlantedBug meeting(Fault only) {
		return new PlantedBug(this.name, this.mutation, this.scenarios, this.limits, (call, fault) -> fault == only,
				this.interleaved, this.expected);
	}

	PlantedBug whileInterleaved() {
		return new PlantedBug(this.name, this.mutation, this.scenarios, this.limits, this.allowed, true, this.expected);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
