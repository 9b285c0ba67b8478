package io.github.s3backed.simulation;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two writers, a reader and a sweeper on one item. Exhaustive within a number of
 * preemptions: how often somebody who could go on has to wait for another. Faults are
 * taken from each class of faults that look alike; that they are treated alike is for
 * {@link SingleWriterTests} to show.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConcurrentWritersTests {

	/**
	 * How many schedules the long profile asks for, at least.
	 */
	private static final long SCHEDULES = Long.getLong("s3backed.simulation.schedules", 0);

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

	static List<Scenario> scenarios() {
		return Catalogue.concurrentOperations();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everyScheduleOfTwoPreemptionsWithoutFaults(Scenario scenario) {
		expectNone("schedules of 2 preemptions", explore(scenario, new Limits(0, 2, 0)));
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everyScheduleOfOnePreemptionWithOneLeapOfTime(Scenario scenario) {
		expectNone("schedules of 1 preemption and a leap of time", explore(scenario, new Limits(0, 1, 1)));
	}

	/**
	 * Those in which a write replaces something that a delete may take.
	 */
	static List<Scenario> replacingScenarios() {
		return Stream.of("save and save of the other attribute", "save and delete", "save and delete of neighbours")
			.map(Catalogue::named)
			.toList();
	}

	@ParameterizedTest
	@MethodSource("replacingScenarios")
	void everyScheduleOfOnePreemptionWithOneLeapOfTimeWhereReplacedObjectsAreKept(Scenario scenario) {
		expectNone("schedules of 1 preemption and a leap of time where replaced objects are kept",
				explore(scenario.retaining(), new Limits(0, 1, 1)));
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everyOrderOfOperationsWithOneFaultAnywhere(Scenario scenario) {
		expectNone("orders with 1 fault", explore(scenario, new Limits(1, 0, 0)));
	}

	static List<Scenario> sweptScenarios() {
		return Catalogue.sweptOperations();
	}

	@ParameterizedTest
	@MethodSource("sweptScenarios")
	void everyScheduleOfOneWriterAndASweeperWithOneFaultAndOneLeapOfTime(Scenario scenario) {
		expectNone("schedules of writer and sweeper with 1 preemption, 1 fault, a leap of time",
				explore(scenario, new Limits(1, 1, 1)));
	}

	static List<Scenario> streamedScenarios() {
		return StreamCatalogue.concurrentOperations();
	}

	@ParameterizedTest
	@MethodSource("streamedScenarios")
	void everyScheduleOfOnePreemptionWithOneLeapOfTimeWhereContentsAreStreamed(Scenario scenario) {
		expectNone("schedules of 1 preemption and a leap of time, streamed", explore(scenario, new Limits(0, 1, 1)));
	}

	@ParameterizedTest
	@MethodSource("streamedScenarios")
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void everyOrderOfOperationsWithOneFaultAnywhereWhereContentsAreStreamed(Scenario scenario) {
		expectNone("orders with 1 fault, streamed", explore(scenario, new Limits(1, 0, 0)));
	}

	static List<Scenario> sweptStreamedScenarios() {
		return StreamCatalogue.sweptOperations();
	}

	@ParameterizedTest
	@MethodSource("sweptStreamedScenarios")
	void everyOrderOfOneWriterAndASweeperWithOneFaultAndOneLeapOfTimeWhereContentsAreStreamed(Scenario scenario) {
		expectNone("orders of writer and sweeper with 1 fault, a leap of time, streamed",
				explore(scenario, new Limits(1, 0, 1)));
	}

	@ParameterizedTest
	@MethodSource("sweptStreamedScenarios")
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void everyScheduleOfOneWriterAndASweeperWithOneFaultAndOneLeapOfTimeWhereContentsAreStreamed(Scenario scenario) {
		expectNone("schedules of writer and sweeper with 1 preemption, 1 fault, a leap of time, streamed",
				explore(scenario, new Limits(1, 1, 1)));
	}

	/**
	 * Goes on from scenario to scenario, each exhaustively and with every fault, until as
	 * many schedules have been explored as are asked for.
	 */
	@Test
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void everyScheduleOfOnePreemptionWithOneFaultAnywhere() {
		Iterator<Scenario> scenarios = scenarios().iterator();
		long schedules = 0;
		while (scenarios.hasNext() && schedules < SCHEDULES) {
			Exploration exploration = new Explorer(this.workers, new Limits(1, 1, 0)).explore(scenarios.next());
			expectNone("schedules of 1 preemption with 1 fault", exploration);
			schedules += exploration.runs();
		}
		assertThat(schedules).as("Schedules explored").isGreaterThanOrEqualTo(SCHEDULES);
	}

	private Exploration explore(Scenario scenario, Limits limits) {
		return new Explorer(this.workers, limits).allowing((call, fault) -> fault.representative()).explore(scenario);
	}

	private void expectNone(String what, Exploration exploration) {
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
