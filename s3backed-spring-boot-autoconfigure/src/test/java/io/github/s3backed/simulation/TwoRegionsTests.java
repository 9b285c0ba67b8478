package io.github.s3backed.simulation;

import java.util.function.Consumer;

import io.github.s3backed.simulation.Violation.Invariant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the protocol on a global table without strong consistency, whose
 * conditions hold in one region only. It is why such a table is refused at start-up
 * unless one region is named that writes.
 */
class TwoRegionsTests {

	private static final Content OLD = Content.of("W0");

	private static final Consumer<Application> STORED = (it) -> it.save(OLD);

	private final Workers workers = new Workers();

	@AfterEach
	void end() {
		this.workers.close();
	}

	@Test
	void writersInTwoRegionsAreBothAcknowledgedAndOneIsLost() {
		assertThat(violation(Invariant.I2_NO_LOST_WRITE, writersInTwoRegions())).isNotNull()
			.satisfies((failure) -> assertThat(failure.violations()).extracting(Violation::description)
				.anyMatch((description) -> description.contains("was acknowledged and not applied")));
	}

	@Test
	void theOneThatStaysMayPointToWhatTheOtherHasRemoved() {
		assertThat(violation(Invariant.I1_NO_DANGLING_POINTER, writersInTwoRegions())).isNotNull();
	}

	@Test
	void retentionDoesNotMakeItRight() {
		assertThat(violation(Invariant.I2_NO_LOST_WRITE, writersInTwoRegions().retaining())).isNotNull();
	}

	private static Scenario writersInTwoRegions() {
		return Scenario.of("writers in two regions", STORED)
			.with("W1", (it) -> it.save(OLD.rewritten("W1")))
			.with("W2", (it) -> it.save(Content.of("W2")))
			.elsewhere("W2");
	}

	@Test
	void writersInOneRegionKeepEveryPromiseThere() {
		Scenario scenario = Scenario.of("writers in one region", STORED)
			.with("W1", (it) -> it.save(OLD.rewritten("W1")))
			.with("W2", Application::delete)
			.with("reader", Application::read)
			.elsewhere("nobody");
		assertThat(new Explorer(this.workers, new Limits(0, 1, 0)).explore(scenario).simplest()).isNull();
	}

	/**
	 * What is replaced is removed before the other region has heard of it.
	 */
	@Test
	void aReaderInTheOtherRegionMayMissObjectsUnlessTheyAreRetained() {
		Scenario scenario = Scenario.of("reader elsewhere", STORED)
			.with("W", (it) -> it.save(Content.of("W")))
			.with("reader", Application::read)
			.elsewhere("reader");
		assertThat(violation(Invariant.I1_NO_DANGLING_POINTER, scenario)).isNotNull();
		assertThat(violation(Invariant.I1_NO_DANGLING_POINTER, scenario.retaining())).isNull();
	}

	private Exploration.@Nullable Failure violation(Invariant invariant, Scenario scenario) {
		PlantedBug regional = PlantedBug.of("judges conditions by region", Mutation.NONE, invariant)
			.shownBy(new Limits(0, 1, 0));
		return new Explorer(this.workers, regional.limits()).hunting(regional).explore(scenario).simplest();
	}

}
