package io.github.s3backed.simulation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every ordered pair of faults in every operation on one item.
 */
class FaultPairsTests {

	@Test
	void breakNothing() {
		Report report = new Report();
		try (Workers workers = new Workers()) {
			Explorer explorer = new Explorer(workers, Limits.faults(2));
			for (Scenario scenario : Catalogue.operationsOnOneItem()) {
				Exploration exploration = explorer.explore(scenario);
				report.add("pairs of faults", exploration);
				assertThat(exploration.truncated()).isFalse();
				assertThat(exploration.simplest()).isNull();
			}
		}
		report.print();
	}

}
