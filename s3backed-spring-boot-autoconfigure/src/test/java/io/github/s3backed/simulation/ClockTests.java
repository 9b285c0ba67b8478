package io.github.s3backed.simulation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that are suspended, frozen or have wrong clocks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockTests {

	private final Report report = new Report();

	private Workers workers;

	@BeforeAll
	void start() {
		this.workers = new Workers();
	}

	@AfterAll
	void end() {
		this.workers.close();
		this.report.print();
	}

	static List<Scenario> wrongClocks() {
		return Stream.concat(Catalogue.clockOperations().stream(), StreamCatalogue.clockOperations().stream()).toList();
	}

	@ParameterizedTest
	@MethodSource("wrongClocks")
	void aWrongClockLosesNothing(Scenario scenario) {
		expectNone("schedules of 1 preemption with 1 fault and wrong clocks",
				new Explorer(this.workers, new Limits(1, 1, 0)).allowing((call, fault) -> fault.representative())
					.explore(scenario));
	}

	@ParameterizedTest
	@MethodSource("wrongClocks")
	void aStoreWithAClockOfItsOwnLosesNothing(Scenario scenario) {
		for (int hours : List.of(-2, 2)) {
			expectNone("schedules of 1 preemption with 1 fault, wrong clocks and a store with a clock of its own",
					new Explorer(this.workers, new Limits(1, 1, 0)).allowing((call, fault) -> fault.representative())
						.with(S3WithOwnClock.off(Duration.ofHours(hours)))
						.explore(scenario));
		}
	}

	static List<Scenario> sweptScenarios() {
		return Catalogue.sweptOperations();
	}

	@ParameterizedTest
	@MethodSource("sweptScenarios")
	void aMachineThatStandsStillLosesNothing(Scenario scenario) {
		expectNone("schedules of 2 preemptions and a machine that stands still",
				new Explorer(this.workers, new Limits(1, 2, 0)).allowing((call, fault) -> fault.stopsMachine())
					.explore(scenario));
	}

	/**
	 * Only a machine that does not know that it stood still has to be told by DynamoDB.
	 */
	@ParameterizedTest
	@MethodSource("sweptScenarios")
	void aMachineThatKnowsThatItStoodStillNeedsNoDynamoDbThatChecksSignatures(Scenario scenario) {
		Mutation lenient = new Mutation() {
			@Override
			public boolean dynamoDbChecksSignatures() {
				return false;
			}
		};
		expectNone("schedules of 2 preemptions, a machine that stands still, and no check of signatures",
				new Explorer(this.workers, new Limits(1, 2, 0))
					.allowing((call, fault) -> fault.stopsMachine() && fault != Fault.FROZEN)
					.with(lenient)
					.explore(scenario));
	}

	static List<Scenario> foreignScenarios() {
		return Catalogue.foreignOperations();
	}

	@ParameterizedTest
	@MethodSource("foreignScenarios")
	void anotherToolLosesNothingOfOurs(Scenario scenario) {
		expectNone("schedules of 2 preemptions beside another tool",
				new Explorer(this.workers, new Limits(0, 2, 0)).explore(scenario));
	}

	private void expectNone(String what, Exploration exploration) {
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
