package io.github.s3backed.simulation;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Breaks the protocol in every way that its design forbids, and expects the simulation to
 * notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsTests {

	private static final int AT_LEAST = 20;

	private Workers workers;

	@BeforeAll
	void start() {
		this.workers = new Workers();
	}

	@AfterAll
	void end() {
		this.workers.close();
	}

	static Stream<PlantedBug> bugs() {
		return Stream
			.of(CommitBugs.all(), KeyBugs.all(), ForeignBugs.all(), ObjectBugs.all(), StreamBugs.all(),
					HandleBugs.all(), RemovalBugs.all(), PlatformBugs.all(), ClockBugs.all(), SweepBugs.all(),
					SweepBugs.unanswered(), SweepBugs.uploads(), SharedSweepBugs.all(), HistoryBugs.all())
			.flatMap(List::stream);
	}

	@ParameterizedTest
	@MethodSource("bugs")
	void isCaught(PlantedBug bug) {
		Exploration exploration = Exploration.NOTHING;
		for (Scenario scenario : bug.scenarios()) {
			exploration = exploration.plus(new Explorer(this.workers, bug.limits()).hunting(bug).explore(scenario));
		}
		assertThat(exploration.simplest()).as("Violation of %s by an implementation that %s", bug.expected(), bug)
			.isNotNull();
		System.out.printf("Simulation: an implementation that %s is caught after %d runs: %s%n", bug,
				exploration.runs(), exploration.simplest().violations().get(0));
	}

	@Test
	void thereAreEnough() {
		assertThat(bugs()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
	}

}
