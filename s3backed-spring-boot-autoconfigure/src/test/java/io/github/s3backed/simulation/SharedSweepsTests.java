package io.github.s3backed.simulation;

import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers who share a sweep: each reports, and removes when all have reported. They, and
 * those who sweep another table of the same name, remove nothing that is alive, and no
 * more than a single worker who knows everything; and when all have swept once more, no
 * garbage is left that this one would remove.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedSweepsTests {

	/**
	 * Much like another one, or with very many schedules.
	 */
	private static final Set<String> LONG = Set.of("delete, swept by two workers",
			"swept by two workers, table swapped for half of it");

	private static final String MANY_WORKERS = "swept by three workers beside strays";

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

	static Stream<Scenario> scenarios() {
		return SharedSweeps.all().stream().filter((scenario) -> !LONG.contains(scenario.name()));
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everyOrderWithOneFaultAnywhere(Scenario scenario) {
		expectNone("shared sweeps, orders with 1 fault", scenario, new Limits(1, 0, 0));
	}

	static Stream<Scenario> ofOneTable() {
		return SharedSweeps.ofOneTable()
			.stream()
			.filter((scenario) -> !LONG.contains(scenario.name()) && !scenario.name().equals(MANY_WORKERS));
	}

	@ParameterizedTest
	@MethodSource("ofOneTable")
	void everyScheduleOfOnePreemptionWithOneLeapOfTime(Scenario scenario) {
		expectNone("shared sweeps, schedules of 1 preemption and a leap of time", scenario, new Limits(0, 1, 1));
	}

	static Stream<Scenario> ofSeveralTables() {
		return Stream.concat(SharedSweeps.ofSwappedTable().stream(), SharedSweeps.ofTwoTables().stream());
	}

	@ParameterizedTest
	@MethodSource("ofSeveralTables")
	void everyScheduleOfOnePreemptionWhereTablesAreMistaken(Scenario scenario) {
		expectNone("sweeps that mistake tables, schedules of 1 preemption", scenario, new Limits(0, 1, 0));
	}

	static Stream<Scenario> longScenarios() {
		return Stream.concat(LONG.stream(), Stream.of(MANY_WORKERS)).sorted().map(Catalogue::named);
	}

	@ParameterizedTest
	@MethodSource("longScenarios")
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void theLongOnes(Scenario scenario) {
		everyOrderWithOneFaultAnywhere(scenario);
		everyScheduleOfOnePreemptionWithOneLeapOfTime(scenario);
	}

	static Stream<Scenario> smallScenarios() {
		return Stream.of("swept by two workers", "a table and its copy, swept").map(Catalogue::named);
	}

	@ParameterizedTest
	@MethodSource("smallScenarios")
	void everyScheduleOfOnePreemptionWithOneFaultAnywhere(Scenario scenario) {
		expectNone("shared sweeps, schedules of 1 preemption with 1 fault", scenario, new Limits(1, 1, 0));
	}

	/**
	 * Where neither the table's id may be asked for nor its mark be read, the share
	 * decides alone, which does not tell a table from another that has most of its items.
	 */
	private void expectNone(String what, Scenario scenario, Limits limits) {
		Exploration exploration = new Explorer(this.workers, limits)
			.allowing((call, fault) -> fault.representative() && (fault != Fault.DENIED || !call.concernsSweeps()))
			.explore(scenario);
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
