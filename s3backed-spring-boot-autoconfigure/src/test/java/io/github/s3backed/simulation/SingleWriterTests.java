package io.github.s3backed.simulation;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault at every wire call of every operation. Each scenario is a test, so that a
 * mutation is tried on those that reach it, the shortest first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleWriterTests {

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
		return Catalogue.operations();
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everySingleFault(Scenario scenario) {
		expectNone("single faults", scenario, Limits.faults(1), UnaryOperator.identity());
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	void everySingleFaultWhereReplacedObjectsAreKept(Scenario scenario) {
		expectNone("single faults where replaced objects are kept", scenario.retaining(), Limits.faults(1),
				UnaryOperator.identity());
	}

	@ParameterizedTest
	@MethodSource("scenarios")
	@Tag("circumstance")
	void everySingleFaultWithAListenerThatFails(Scenario scenario) {
		Mutation failing = new Mutation() {
			@Override
			public Consumer<Object> listener() {
				return (event) -> {
					throw new IllegalStateException("The listener fails");
				};
			}
		};
		expectNone("single faults with a listener that fails", scenario, Limits.faults(1), (it) -> it.with(failing));
	}

	/**
	 * Those that are not streamed: parts make very many schedules.
	 */
	static List<Scenario> plainScenarios() {
		return Catalogue.plainOperations();
	}

	@ParameterizedTest
	@MethodSource("plainScenarios")
	@Tag("circumstance")
	void everySingleFaultWhileUploadsRunBesideEachOther(Scenario scenario) {
		expectNone("single faults, interleaved", scenario, new Limits(1, 1, 0),
				(it) -> it.interleaved().allowing((call, fault) -> !Limits.QUICK || fault.representative()));
	}

	static List<Scenario> representativeStreamedScenarios() {
		return StreamCatalogue.representatives();
	}

	@ParameterizedTest
	@MethodSource("representativeStreamedScenarios")
	@Tag("circumstance")
	void everySingleFaultWhilePartsAreSentBesideEachOther(Scenario scenario) {
		expectNone("single faults, streamed and interleaved", scenario, Limits.faults(1), Explorer::interleaved);
	}

	static List<Scenario> streamedScenarios() {
		return StreamCatalogue.operations();
	}

	@ParameterizedTest
	@MethodSource("streamedScenarios")
	@Tag("circumstance")
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void everyScheduleOfPartsWithOnePreemptionAndOneFault(Scenario scenario) {
		expectNone("single faults and 1 preemption, streamed and interleaved", scenario, new Limits(1, 1, 0),
				Explorer::interleaved);
	}

	private void expectNone(String what, Scenario scenario, Limits limits, UnaryOperator<Explorer> change) {
		Exploration exploration = change.apply(new Explorer(this.workers, limits)).explore(scenario);
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
