package io.github.s3backed.simulation;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every ordered pair of faults in every operation on one item.
 */
class FaultPairsTests {

	@Test
	void breakNothing() {
		expectNone(Catalogue.operationsOnOneItem());
	}

	@Test
	void breakNothingWhereContentsAreStreamed() {
		expectNone(StreamCatalogue.representatives());
	}

	@Test
	@EnabledIfSystemProperty(named = "s3backed.simulation.schedules", matches = "\\d+")
	void breakNothingWhereverContentsAreStreamed() {
		expectNone(StreamCatalogue.operations());
	}

	private static void expectNone(List<Scenario> scenarios) {
		Report report = new Report();
		try (Workers workers = new Workers()) {
			Explorer explorer = new Explorer(workers, Limits.faults(2));
			for (Scenario scenario : scenarios) {
				Exploration exploration = explorer.explore(scenario);
				report.add("pairs of faults", exploration);
				assertThat(exploration.truncated()).isFalse();
				assertThat(exploration.simplest()).isNull();
			}
		}
		report.print();
	}

}
