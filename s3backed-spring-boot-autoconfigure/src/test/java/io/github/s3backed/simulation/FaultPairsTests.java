package io.github.s3backed.simulation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every ordered pair of faults in every operation.
 */
class FaultPairsTests {

	@Test
	void breakNothing() {
		Report report = new Report();
		try (Workers workers = new Workers()) {
			Explorer explorer = new Explorer(workers, Limits.faults(2));
			for (Scenario scenario : Catalogue.operations()) {
				Exploration exploration = explorer.explore(scenario);
				report.add("pairs of faults", exploration);
				assertThat(exploration.truncated()).isFalse();
				assertThat(exploration.simplest()).isNull();
			}
		}
		report.print();
	}

}
