package io.github.s3backed.simulation;

import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault, and every ordered pair of faults, at every wire call of every operation.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleWriterTests {

	private Workers workers;

	private final Report report = new Report();

	@BeforeAll
	void start() {
		this.workers = new Workers();
	}

	@AfterAll
	void end() {
		this.workers.close();
		this.report.print();
	}

	Stream<Scenario> operations() {
		return Stream.concat(Catalogue.singleOperations().stream(), Catalogue.singleVersionedOperations().stream());
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everySingleFault(Scenario scenario) {
		expectNone("single faults", new Explorer(this.workers, Limits.faults(1)).explore(scenario));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everySingleFaultWhileUploadsRunBesideEachOther(Scenario scenario) {
		Limits limits = new Limits(1, 1, 0);
		expectNone("single faults, interleaved", new Explorer(this.workers, limits).interleaved().explore(scenario));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everySingleFaultWhereReplacedObjectsAreKept(Scenario scenario) {
		expectNone("single faults where replaced objects are kept",
				new Explorer(this.workers, Limits.faults(1)).explore(scenario.retaining()));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everySingleFaultWithAListenerThatFails(Scenario scenario) {
		Mutation failing = new Mutation() {
			@Override
			public Consumer<Object> listener() {
				return (event) -> {
					throw new IllegalStateException("The listener fails");
				};
			}
		};
		expectNone("single faults with a listener that fails",
				new Explorer(this.workers, Limits.faults(1)).with(failing).explore(scenario));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void everyPairOfFaults(Scenario scenario) {
		expectNone("pairs of faults", new Explorer(this.workers, Limits.faults(2)).explore(scenario));
	}

	private void expectNone(String what, Exploration exploration) {
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
