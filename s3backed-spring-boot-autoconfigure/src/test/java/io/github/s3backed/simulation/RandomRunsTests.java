package io.github.s3backed.simulation;

import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stories of up to three writers with several operations each, a reader, a sweeper, up to
 * four faults and a leap of time, made up from seeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomRunsTests {

	private static final long RUNS = Long.getLong("s3backed.simulation.runs", 100_000);

	private static final long SEED = Long.getLong("s3backed.simulation.seed", 1);

	private Workers workers;

	private RandomRuns runs;

	@BeforeAll
	void start() {
		this.workers = new Workers();
		this.runs = new RandomRuns(this.workers);
	}

	@AfterAll
	void end() {
		this.workers.close();
	}

	@Test
	void keepEveryPromise() {
		Exploration exploration = this.runs.run(SEED, RUNS);
		System.out.printf("Simulation: random runs: %d from seed %d, %d of them different%n", exploration.runs(), SEED,
				this.runs.distinct());
		assertThat(exploration.runs()).isEqualTo(RUNS);
		assertThat(exploration.simplest()).isNull();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aSeedMakesTheSameRunAgain(long seed) {
		assertThat(this.runs.trace(seed)).isEqualTo(this.runs.trace(seed)).contains("final reader");
	}

	static LongStream seeds() {
		return LongStream.range(SEED, SEED + 50);
	}

}
