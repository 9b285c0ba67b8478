package io.github.s3backed.simulation;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every fault at every wire call of every operation.
 */
class SingleWriterTests {

	private final Workers workers = new Workers();

	private final Report report = new Report();

	@AfterEach
	void end() {
		this.workers.close();
		this.report.print();
	}

	@Test
	void everySingleFault() {
		expectNone("single faults", Limits.faults(1), UnaryOperator.identity());
	}

	@Test
	void everySingleFaultWhereReplacedObjectsAreKept() {
		Explorer explorer = new Explorer(this.workers, Limits.faults(1));
		Catalogue.operations()
			.forEach((scenario) -> expectNone("single faults where replaced objects are kept",
					explorer.explore(scenario.retaining())));
	}

	@Test
	void everySingleFaultWithAListenerThatFails() {
		Mutation failing = new Mutation() {
			@Override
			public Consumer<Object> listener() {
				return (event) -> {
					throw new IllegalStateException("The listener fails");
				};
			}
		};
		expectNone("single faults with a listener that fails", Limits.faults(1), (it) -> it.with(failing));
	}

	@Test
	void everySingleFaultWhileUploadsRunBesideEachOther() {
		expectNone("single faults, interleaved", new Limits(1, 1, 0), Explorer::interleaved);
	}

	private void expectNone(String what, Limits limits, UnaryOperator<Explorer> change) {
		Explorer explorer = change.apply(new Explorer(this.workers, limits));
		Catalogue.operations().forEach((scenario) -> expectNone(what, explorer.explore(scenario)));
	}

	private void expectNone(String what, Exploration exploration) {
		this.report.add(what, exploration);
		assertThat(exploration.truncated()).isFalse();
		assertThat(exploration.simplest()).isNull();
	}

}
